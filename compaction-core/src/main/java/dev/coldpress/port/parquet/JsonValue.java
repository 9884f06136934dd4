package dev.coldpress.port.parquet;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A value of JSON (RFC 8259). Objects are equal whatever the order of their members. */
public sealed interface JsonValue {

    /** Any string. */
    record Text(String value) implements JsonValue {}

    /**
     * A number.
     *
     * @param literal its digits; numbers are equal if these are
     */
    record Digits(String literal) implements JsonValue {}

    /** The three names. */
    enum Name implements JsonValue {
        TRUE,
        FALSE,
        NULL
    }

    /** An array. */
    record Items(List<JsonValue> values) implements JsonValue {

        public Items {
            values = List.copyOf(values);
        }
    }

    /** An object, whose members keep their order when it is written. */
    record Members(Map<String, JsonValue> values) implements JsonValue {

        /** The same of values of one kind. */
        public static Members of(Map<String, ? extends JsonValue> values) {
            return new Members(Collections.unmodifiableMap(values));
        }

        public Members {
            values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
        }

        /** The member of this name; empty if there is none. */
        public Optional<JsonValue> member(String name) {
            return Optional.ofNullable(values.get(name));
        }

        /** The text that a member is; empty if it is something else or not there. */
        public Optional<String> text(String name) {
            return member(name)
                    .flatMap(value -> value instanceof Text text ? Optional.of(text.value) : Optional.empty());
        }

        /** The items of the array that a member is; none if it is something else or not there. */
        public List<JsonValue> items(String name) {
            return member(name)
                    .map(value -> value instanceof Items items ? items.values : null)
                    .orElse(List.of());
        }

        /** The same with a member added or replaced. */
        public Members with(String name, JsonValue value) {
            Map<String, JsonValue> changed = new LinkedHashMap<>(values);
            changed.put(name, value);
            return new Members(changed);
        }

        /** The same with all members of another object added or replaced. */
        public Members withAll(Members others) {
            Map<String, JsonValue> changed = new LinkedHashMap<>(values);
            changed.putAll(others.values);
            return new Members(changed);
        }

        /** The members that are the same in another object; none if that is no object. */
        public Members retain(Optional<JsonValue> other) {
            Map<String, JsonValue> kept = new LinkedHashMap<>(values);
            kept.entrySet()
                    .retainAll(
                            other.orElse(Name.NULL) instanceof Members members ? members.values.entrySet() : Set.of());
            return new Members(kept);
        }

        /** The same without a member. */
        public Members without(String name) {
            Map<String, JsonValue> changed = new LinkedHashMap<>(values);
            changed.remove(name);
            return new Members(changed);
        }
    }
}
