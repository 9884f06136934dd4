package dev.coldpress.plan;

import dev.coldpress.partition.LakeLayout;
import dev.coldpress.port.ListedObject;
import dev.coldpress.port.ObjectKey;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * The objects of a partition's directory, told apart by their names. Hidden ones ({@code _x}, {@code .x}) are in
 * neither list: readers do not see them either.
 *
 * @param files the data files, see {@link #isDataFile}
 * @param others visible objects of any other name, which are left alone
 */
public record DataFileSelection(List<ListedObject> files, List<ListedObject> others) {

    public DataFileSelection {
        files = List.copyOf(files);
        others = List.copyOf(others);
    }

    /**
     * Keeps the order.
     *
     * @param listed what a delimited listing of the partition found
     * @param dataNames takes the last segments of the keys of data files
     */
    public static DataFileSelection of(List<ListedObject> listed, Predicate<String> dataNames) {
        List<ListedObject> files = new ArrayList<>();
        List<ListedObject> others = new ArrayList<>();
        for (ListedObject object : listed) {
            if (!LakeLayout.isHidden(object.key().name())) {
                (isDataFile(object.key(), dataNames) ? files : others).add(object);
            }
        }
        return new DataFileSelection(files, others);
    }

    /**
     * Whether an object is a data file, by its name: one of those that are given, and not hidden; or that of an output.
     */
    public static boolean isDataFile(ObjectKey key, Predicate<String> dataNames) {
        return OutputNames.isOutput(key) || (!LakeLayout.isHidden(key.name()) && dataNames.test(key.name()));
    }
}
