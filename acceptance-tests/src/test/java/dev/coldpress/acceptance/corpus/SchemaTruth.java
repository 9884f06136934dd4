package dev.coldpress.acceptance.corpus;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.IntLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.UnknownLogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Type.Repetition;

/**
 * Whether a merged file has the fields of its sources: all of them, with their types, and nullable where one is or
 * lacks it.
 */
final class SchemaTruth {

    private final List<String> problems = new ArrayList<>();

    private SchemaTruth() {}

    /** What differs, for people; none if nothing does. */
    static List<String> problems(List<MessageType> sources, MessageType output) {
        SchemaTruth truth = new SchemaTruth();
        truth.check(List.copyOf(sources), output, "");
        return truth.problems;
    }

    private void check(List<GroupType> sources, GroupType output, String path) {
        Map<String, Type> fields = fields(output);
        Set<String> wanted = new LinkedHashSet<>();
        sources.forEach(source -> wanted.addAll(fields(source).keySet()));
        if (!fields.keySet().equals(wanted)) {
            problems.add(path + " has the fields " + fields.keySet() + " where the sources have " + wanted);
            return;
        }
        fields.forEach((name, field) -> check(sources, field, path + "." + name, name));
    }

    private void check(List<GroupType> sources, Type output, String path, String name) {
        List<Type> found = sources.stream()
                .map(source -> fields(source).get(name))
                .filter(Objects::nonNull)
                .toList();
        boolean isRequired = found.size() == sources.size()
                && found.stream().allMatch(field -> field.isRepetition(Repetition.REQUIRED));
        boolean isRepeated = found.stream().anyMatch(field -> field.isRepetition(Repetition.REPEATED));
        Repetition expected = isRequired ? Repetition.REQUIRED : isRepeated ? Repetition.REPEATED : Repetition.OPTIONAL;
        if (!output.isRepetition(expected)) {
            problems.add(path + " is " + output.getRepetition() + " and should be " + expected);
        }
        List<Type> typed = found.stream().filter(field -> !isNulls(field)).toList();
        for (Type field : typed) {
            if (!meaning(field).equals(meaning(output)) || !Objects.equals(field.getId(), output.getId())) {
                problems.add(path + " is " + output + " and was " + field);
                return;
            }
        }
        if (!output.isPrimitive()) {
            check(typed.stream().map(Type::asGroupType).toList(), output.asGroupType(), path);
        }
    }

    private static Map<String, Type> fields(GroupType group) {
        Map<String, Type> fields = new LinkedHashMap<>();
        group.getFields().forEach(field -> fields.put(field.getName(), field));
        return fields;
    }

    private static boolean isNulls(Type field) {
        return field.isPrimitive() && field.getLogicalTypeAnnotation() instanceof UnknownLogicalTypeAnnotation;
    }

    /** A signed integer as wide as its physical type says no more than that. */
    private static List<Object> meaning(Type field) {
        LogicalTypeAnnotation logical = field.getLogicalTypeAnnotation();
        if (!field.isPrimitive()) {
            return List.of("group", String.valueOf(logical));
        }
        String physical = field.asPrimitiveType().getPrimitiveTypeName() + " "
                + field.asPrimitiveType().getTypeLength();
        boolean isBare = logical instanceof IntLogicalTypeAnnotation number
                && number.isSigned()
                && physical.startsWith("INT" + number.getBitWidth() + " ");
        return List.of(physical, isBare ? "null" : String.valueOf(logical));
    }
}
