package dev.coldpress.acceptance.site;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Which page stands where in the table of contents, by its path below {@code docs/} without an ending. */
final class Contents {

    /** The page that is made of the code and has no file. */
    static final String REFERENCE = "reference";

    /** Pages of this directory are behind the others, in the order of their names. */
    static final String DECISIONS = "decisions";

    /** Pages in the project's root, which links name by their file. */
    static final List<String> BESIDE_DOCS = List.of("CHANGELOG", "CONTRIBUTING", "SECURITY");

    private static final Map<String, List<String>> SECTIONS = new LinkedHashMap<>();

    static {
        SECTIONS.put("Begin", List.of("index", "tutorial", "comparison"));
        SECTIONS.put(
                "How to",
                List.of("recipes", "install", "operations", "daemon", "s3", "gcs", "spark", "hooks", "embedding"));
        SECTIONS.put("Reference", List.of("commands", REFERENCE, "metrics", "planning", "readers", "results"));
        SECTIONS.put("Explanation", List.of("guarantees", "commit-protocol", "merging", "sorting", "performance"));
        SECTIONS.put(
                "Project",
                List.of("CHANGELOG", "CONTRIBUTING", "SECURITY", "architecture", "checks", "soak", "release", "style"));
    }

    private Contents() {}

    /** Titles of the sections in their order, and the pages of each. */
    static Map<String, List<String>> sections() {
        return SECTIONS;
    }

    static List<String> pages() {
        return SECTIONS.values().stream().flatMap(List::stream).toList();
    }
}
