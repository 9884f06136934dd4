/**
 * The pages of {@code docs/} as a site of plain files. {@link dev.coldpress.acceptance.site.SiteBuilder} is the program
 * behind {@code scripts/site}; a reader needs no network, and no script runs in the browser.
 */
@NullMarked
package dev.coldpress.acceptance.site;

import org.jspecify.annotations.NullMarked;
