/** Against a server that Thrift generated from the description of the metastore. */
package dev.coldpress.hive;
