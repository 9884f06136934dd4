/** Against a server that speaks the JSON protocol of AWS Glue. */
package dev.coldpress.glue;
