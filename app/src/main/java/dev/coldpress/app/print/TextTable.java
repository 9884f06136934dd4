package dev.coldpress.app.print;

import java.util.ArrayList;
import java.util.List;

/** A table that fits on a few screens: held in memory and aligned when it is printed. Not for rows without number. */
public final class TextTable {

    private static final String GAP = "  ";

    private final String alignment;
    private final List<List<String>> rows = new ArrayList<>();

    /**
     * A table with a head.
     *
     * @param alignment a letter per column: {@code l} for left, {@code r} for right
     */
    public TextTable(String alignment, String... head) {
        this.alignment = alignment;
        row(head);
    }

    /**
     * Adds a row.
     *
     * @throws IllegalArgumentException if there is not one cell per column
     */
    public TextTable row(String... cells) {
        if (cells.length != alignment.length()) {
            throw new IllegalArgumentException("A row has " + alignment.length() + " cells, not " + cells.length);
        }
        rows.add(List.of(cells));
        return this;
    }

    /** One line per row, without spaces at the ends. */
    public List<String> lines() {
        int[] widths = new int[alignment.length()];
        for (List<String> row : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        return rows.stream().map(row -> line(row, widths)).toList();
    }

    private String line(List<String> row, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            String padding = " ".repeat(widths[i] - row.get(i).length());
            line.append(i == 0 ? "" : GAP);
            line.append(alignment.charAt(i) == 'r' ? padding + row.get(i) : row.get(i) + padding);
        }
        return line.toString().stripTrailing();
    }
}
