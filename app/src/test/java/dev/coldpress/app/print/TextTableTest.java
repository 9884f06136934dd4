package dev.coldpress.app.print;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class TextTableTest {

    @Test
    void columnsAreAlignedAndLinesHaveNoSpacesAtTheirEnds() {
        TextTable table = new TextTable("lrl", "NAME", "FILES", "NOTE");
        table.row("a", "1,000", "").row("longer", "1", "x");
        assertThat(table.lines()).containsExactly("NAME    FILES  NOTE", "a       1,000", "longer      1  x");
    }

    @Test
    void aRowHasACellPerColumn() {
        TextTable table = new TextTable("lr", "A", "B");
        assertThatThrownBy(() -> table.row("1")).isInstanceOf(IllegalArgumentException.class);
    }
}
