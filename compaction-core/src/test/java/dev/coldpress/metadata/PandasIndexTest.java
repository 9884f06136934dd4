package dev.coldpress.metadata;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coldpress.port.parquet.JsonValue.Name;
import dev.coldpress.port.parquet.JsonValue.Text;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the index of a pandas frame says of its rows. */
class PandasIndexTest {

    @Test
    void rowsWhoseLabelsFollowFromTheirPositionsStayWhereTheyAre() {
        assertThat(new PandasIndex(List.of(new PandasIndex.Column("user"))).labelsByPosition())
                .isFalse();
        assertThat(PandasIndex.unlabelled(3).labelsByPosition()).isFalse();
        assertThat(new PandasIndex(List.of(new PandasIndex.Range(Name.NULL, 3, 6, 1))).labelsByPosition())
                .isTrue();
        assertThat(new PandasIndex(List.of(new PandasIndex.Range(new Text("n"), 0, 6, 1))).labelsByPosition())
                .isTrue();
    }
}
