package dev.coldpress.parquet.internal.page;

import org.apache.parquet.format.Encoding;
import org.apache.parquet.format.PageHeader;

/**
 * A page with its header.
 *
 * @param start of the header, where what is read begins with 0 or where it begins in the file
 * @param end behind the page
 */
public record PageSpan(PageHeader header, long start, long end) {

    public boolean isData() {
        return header.isSetData_page_header() || header.isSetData_page_header_v2();
    }

    /** Of a data page, nulls included. */
    public int valueCount() {
        return header.isSetData_page_header_v2()
                ? header.getData_page_header_v2().getNum_values()
                : header.getData_page_header().getNum_values();
    }

    /** Of the values of a data page. */
    public Encoding encoding() {
        return header.isSetData_page_header_v2()
                ? header.getData_page_header_v2().getEncoding()
                : header.getData_page_header().getEncoding();
    }

    public PageSpan movedBy(long offset) {
        return new PageSpan(header, start + offset, end + offset);
    }
}
