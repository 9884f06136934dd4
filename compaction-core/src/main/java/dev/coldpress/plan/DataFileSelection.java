package dev.coldpress.plan;

import dev.coldpress.partition.LakeLayout;
import dev.coldpress.port.ListedObject;
import dev.coldpress.port.ObjectKey;
import java.util.ArrayList;
import java.util.List;

/**
 * The objects of a partition's directory, told apart by their names. Hidden ones ({@code _x}, {@code .x}) are in
 * neither list: readers do not see them either.
 *
 * @param files the data files: their names end in {@code .parquet}
 * @param others visible objects of any other name, which are left alone
 */
public record DataFileSelection(List<ListedObject> files, List<ListedObject> others) {

    private static final String EXTENSION = ".parquet";

    public DataFileSelection {
        files = List.copyOf(files);
        others = List.copyOf(others);
    }

    /**
     * Keeps the order.
     *
     * @param listed what a delimited listing of the partition found
     */
    public static DataFileSelection of(List<ListedObject> listed) {
        List<ListedObject> files = new ArrayList<>();
        List<ListedObject> others = new ArrayList<>();
        for (ListedObject object : listed) {
            if (!LakeLayout.isHidden(object.key().name())) {
                (isDataFile(object.key()) ? files : others).add(object);
            }
        }
        return new DataFileSelection(files, others);
    }

    /** Whether an object is a data file, by its name. */
    public static boolean isDataFile(ObjectKey key) {
        return key.name().endsWith(EXTENSION) && !LakeLayout.isHidden(key.name());
    }
}
