package dev.coldpress.parquet.internal.merge;

import dev.coldpress.parquet.internal.footer.SourceChunk;
import dev.coldpress.parquet.internal.mapping.ColumnMapping;
import dev.coldpress.parquet.internal.source.LoadedRowGroup;
import dev.coldpress.parquet.internal.source.RowGroupBatch;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.DoubleBinaryOperator;
import java.util.function.ToDoubleFunction;
import org.apache.parquet.format.BoundingBox;
import org.apache.parquet.format.GeospatialStatistics;

/**
 * The geospatial statistics of the values of several chunks. What one of them does not tell is not known of all.
 *
 * @see <a href="https://github.com/apache/parquet-format/blob/master/Geospatial.md">Geospatial.md</a>
 */
final class GeospatialUnion {

    private final List<GeospatialStatistics> sources = new ArrayList<>();
    private boolean isMissing;

    private GeospatialUnion() {}

    static GeospatialUnion of(RowGroupBatch batch, int column) {
        GeospatialUnion union = new GeospatialUnion();
        for (LoadedRowGroup group : batch.groups()) {
            // Of the others there are no values in the column.
            if (group.mapping().column(column) instanceof ColumnMapping.Present present) {
                union.add(group.rowGroup().chunks().get(present.source()));
            }
        }
        return union;
    }

    private void add(SourceChunk chunk) {
        if (chunk.geospatial() != null) {
            sources.add(chunk.geospatial());
        } else if (!chunk.hasOnlyNulls()) {
            isMissing = true;
        }
    }

    Optional<GeospatialStatistics> statistics() {
        if (sources.isEmpty() || isMissing) {
            return Optional.empty();
        }
        GeospatialStatistics united = new GeospatialStatistics();
        box().ifPresent(united::setBbox);
        types().ifPresent(united::setGeospatial_types);
        return united.isSetBbox() || united.isSetGeospatial_types() ? Optional.of(united) : Optional.empty();
    }

    /** Why there are none although sources have some. */
    Optional<String> leftOut() {
        return sources.isEmpty() || statistics().isPresent()
                ? Optional.empty()
                : Optional.of("its geospatial statistics are left out, since not all of its sources have them");
    }

    /** An empty list says that the types are not known. */
    private Optional<List<Integer>> types() {
        TreeSet<Integer> types = new TreeSet<>();
        for (GeospatialStatistics source : sources) {
            if (source.getGeospatial_typesSize() == 0) {
                return Optional.empty();
            }
            types.addAll(source.getGeospatial_types());
        }
        return Optional.of(List.copyOf(types));
    }

    private Optional<BoundingBox> box() {
        List<BoundingBox> boxes = new ArrayList<>();
        for (GeospatialStatistics source : sources) {
            BoundingBox box = source.getBbox();
            if (box == null || !isRange(box.getXmin(), box.getXmax()) || !isRange(box.getYmin(), box.getYmax())) {
                return Optional.empty();
            }
            boxes.add(box);
        }
        BoundingBox united = new BoundingBox(
                most(boxes, BoundingBox::getXmin, Math::min),
                most(boxes, BoundingBox::getXmax, Math::max),
                most(boxes, BoundingBox::getYmin, Math::min),
                most(boxes, BoundingBox::getYmax, Math::max));
        if (boxes.stream()
                .allMatch(box -> box.isSetZmin() && box.isSetZmax() && isRange(box.getZmin(), box.getZmax()))) {
            united.setZmin(most(boxes, BoundingBox::getZmin, Math::min));
            united.setZmax(most(boxes, BoundingBox::getZmax, Math::max));
        }
        if (boxes.stream()
                .allMatch(box -> box.isSetMmin() && box.isSetMmax() && isRange(box.getMmin(), box.getMmax()))) {
            united.setMmin(most(boxes, BoundingBox::getMmin, Math::min));
            united.setMmax(most(boxes, BoundingBox::getMmax, Math::max));
        }
        return Optional.of(united);
    }

    /** A box whose lower x is the greater one goes around the antimeridian; what it makes with another is not said. */
    private static boolean isRange(double min, double max) {
        return min <= max;
    }

    private static double most(
            List<BoundingBox> boxes, ToDoubleFunction<BoundingBox> bound, DoubleBinaryOperator choice) {
        return boxes.stream().mapToDouble(bound).reduce(choice).orElseThrow();
    }
}
