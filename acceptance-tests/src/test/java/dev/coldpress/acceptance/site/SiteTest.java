package dev.coldpress.acceptance.site;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coldpress.acceptance.product.ProjectHome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SiteTest {

    private static final Pattern HREF = Pattern.compile("href=\"([^\"]+)\"");

    @Test
    void eachPageStandsInTheTableOfContentsOnce() throws IOException {
        assertThat(SiteBuilder.ofProject().pages().keySet().stream()
                        .filter(page -> !page.startsWith(Contents.DECISIONS + "/")))
                .containsExactlyInAnyOrderElementsOf(Contents.pages());
    }

    @Test
    void eachLinkOfTheSiteLeadsToAFileOfItAndToAHeadingThere(@TempDir Path site) throws IOException {
        List<String> broken = new ArrayList<>();
        List<Path> written = SiteBuilder.ofProject().write(site);
        for (Path file : written) {
            HREF.matcher(Files.readString(file))
                    .results()
                    .map(match -> match.group(1))
                    .filter(link -> !link.contains("://") && !leads(file, link))
                    .forEach(link -> broken.add(site.relativize(file) + ": " + link));
        }
        assertThat(broken).isEmpty();
        assertThat(written).hasSizeGreaterThan(20);
    }

    @ParameterizedTest
    @ValueSource(strings = {"README.md", "CONTRIBUTING.md", "SECURITY.md", "CHANGELOG.md"})
    void eachLinkOfThePagesBesideDocsLeadsToAFile(String page) throws IOException {
        List<String> links = new Markdown(Files.readString(ProjectHome.path(page))).links();
        assertThat(links)
                .filteredOn(link -> !link.contains("://") && !link.startsWith("#") && !link.startsWith("mailto:"))
                .allSatisfy(link -> assertThat(ProjectHome.path(link.replaceFirst("#.*", "")))
                        .exists());
    }

    @Test
    void theReferenceHasEachSettingReasonAndExitCode() {
        assertThat(ReferencePage.text())
                .contains(
                        "`--target-size`",
                        "`COMPACTION_TARGET_SIZE`",
                        "`128MB`",
                        "`quarantined`",
                        "| 3 | the store is out of reach |");
    }

    private static boolean leads(Path from, String link) {
        String[] parts = link.split("#", 2);
        Path to = parts[0].isEmpty() ? from : from.resolveSibling(parts[0]).normalize();
        try {
            return Files.exists(to)
                    && (parts.length == 1 || Files.readString(to).contains(" id=\"" + parts[1] + "\""));
        } catch (IOException e) {
            throw new IllegalStateException(to + " cannot be read", e);
        }
    }
}
