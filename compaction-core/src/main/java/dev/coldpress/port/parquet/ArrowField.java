package dev.coldpress.port.parquet;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A field of an Arrow schema, as Arrow's Schema.fbs defines it.
 *
 * @param type the type's name with its parameters, as in {@code utf8}, {@code int(8,true)}, {@code float(half)},
 *     {@code decimal(128,9,2)}, {@code date(day)}, {@code time(ms)}, {@code timestamp(us)},
 *     {@code timestamp(us,Europe/Berlin)}, {@code duration(ns)}, {@code interval(year_month)},
 *     {@code fixed_size_binary(16)}, {@code fixed_size_list(3)}, {@code map(false)} (whether keys are sorted), and
 *     {@code null}, {@code bool}, {@code binary}, {@code utf8}, {@code list}, {@code struct} with the prefixes and
 *     suffixes that Arrow gives them. The notation reads and writes this text. Of a dictionary this is the type of the
 *     values
 * @param dictionary how values are numbered; empty if they are not
 * @param children empty for what is neither a list, a map nor a struct
 * @param metadata extension types are in it
 */
public record ArrowField(
        String name,
        boolean nullable,
        String type,
        Optional<Dictionary> dictionary,
        List<ArrowField> children,
        Map<String, String> metadata) {

    /** The key of {@link #metadata} that names an extension type. */
    public static final String EXTENSION_NAME = "ARROW:extension:name";

    /** The key of {@link #metadata} with an extension type's parameters. */
    public static final String EXTENSION_PARAMETERS = "ARROW:extension:metadata";

    /**
     * Values that are numbers of entries in a dictionary.
     *
     * @param indexBits 8, 16, 32 or 64
     * @param ordered whether the order of the entries means something
     * @param entries what they are, in their order, as {@link ParquetFooter#orderedDictionaries} has it; empty if that
     *     is not known. The Arrow schema of a file does not say, and it is not written
     */
    public record Dictionary(int indexBits, boolean signed, boolean ordered, String entries) {

        public Dictionary withEntries(String others) {
            return new Dictionary(indexBits, signed, ordered, others);
        }
    }

    public ArrowField {
        children = List.copyOf(children);
        metadata = Map.copyOf(metadata);
    }

    /**
     * Whether it is a dictionary of texts or bytes whose order has a meaning. Only such a dictionary is stored as it
     * is, in Parquet's own; one of numbers is stored as the numbers, and no reader finds its order again.
     */
    public boolean isOrdered() {
        return isStoredDictionary() && dictionary.filter(Dictionary::ordered).isPresent();
    }

    /** Whether it is a dictionary that readers find again in Parquet's own: of texts or bytes. */
    public boolean isStoredDictionary() {
        return dictionary.isPresent()
                && (type.contains("utf8") || type.contains("binary"))
                && !type.startsWith("fixed");
    }

    /** A field without children, dictionary or metadata. */
    public static ArrowField leaf(String name, boolean nullable, String type) {
        return new ArrowField(name, nullable, type, Optional.empty(), List.of(), Map.of());
    }

    public ArrowField withChildren(List<ArrowField> others) {
        return new ArrowField(name, nullable, type, dictionary, others, metadata);
    }

    public ArrowField withDictionary(Optional<Dictionary> other) {
        return new ArrowField(name, nullable, type, other, children, metadata);
    }

    /** The type's name without its parameters. */
    public String typeName() {
        int open = type.indexOf('(');
        return open < 0 ? type : type.substring(0, open);
    }
}
