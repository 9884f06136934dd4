package dev.coldpress.app.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.coldpress.app.settings.ChosenSettings;
import dev.coldpress.app.settings.SettingSources;
import dev.coldpress.app.settings.Settings;
import dev.coldpress.settings.Shard;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The alerts and the dashboard speak of metrics that the daemon really offers. */
class DeployFilesTest {

    /** The tests run in the directory of their module. */
    private static final Path DEPLOY = Path.of("..", "deploy");

    /** Another test holds that it names what the code has, also what needs another codec than that of the tests. */
    private static final Path PAGE = Path.of("..", "docs", "metrics.md");

    private static final Pattern METRIC = Pattern.compile("\\b(?:compaction|coldpress|jvm|process)_[a-z_]+\\b");
    private static final Pattern CONDITION = Pattern.compile(
            "\\b(result|state|reason|op|direction|tier|stage|action|area)\\s*(?:=~|!~|!=|=)\\\\?\"([a-z|-]+)");

    private static final Pattern ARGUMENTS =
            Pattern.compile("(?m)^(?:\\s*args: |CMD )\\[(.*)]$|^ExecStart=\\S+/coldpress (.*)$");

    private static final Pattern VARIABLE = Pattern.compile("- name: (COMPACTION_\\w+)\\s+value: (\\S+)");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "grafana/coldpress.json",
                "prometheus/coldpress-alerts.yml",
                "prometheus/coldpress-alerts-test.yml"
            })
    void everyMetricAndLabelIsOffered(String file) throws Exception {
        String text = Files.readString(DEPLOY.resolve(file));
        String offered = metricsOfADaemonThatHasWorked();
        Set<String> names = offered.lines()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.replaceAll("[{ ].*", ""))
                .collect(Collectors.toSet());
        names.addAll(
                found(METRIC, Files.readString(PAGE)).map(MatchResult::group).toList());
        Set<String> named = found(METRIC, text).map(MatchResult::group).collect(Collectors.toSet());
        assertThat(named).hasSizeGreaterThan(5);
        assertThat(names).containsAll(named);
        Set<String> conditions = found(CONDITION, text)
                .flatMap(match ->
                        Arrays.stream(match.group(2).split("\\|", -1)).map(v -> match.group(1) + "=\"" + v + '"'))
                .collect(Collectors.toSet());
        assertThat(conditions)
                .isNotEmpty()
                .allSatisfy(condition -> assertThat(offered).contains(condition));
    }

    @Test
    void thePageNamesEveryAlertWithItsSeverity() throws IOException {
        String rules = Files.readString(DEPLOY.resolve("prometheus/coldpress-alerts.yml"));
        List<String> alerts = found(Pattern.compile("- alert: (\\w+)[^#]*?severity: (\\w+)"), rules)
                .map(match -> "| `" + match.group(1) + "` | " + match.group(2) + " |")
                .toList();
        assertThat(alerts).hasSizeGreaterThan(8);
        assertThat(found(Pattern.compile("(?m)^\\| `Coldpress\\w+` \\| \\w+ \\|"), Files.readString(PAGE))
                        .map(MatchResult::group))
                .containsExactlyElementsOf(alerts);
    }

    private static Stream<MatchResult> found(Pattern pattern, String text) {
        return pattern.matcher(text).results();
    }

    private static String metricsOfADaemonThatHasWorked() throws Exception {
        try (DaemonUnderTest daemon = new DaemonUnderTest()) {
            daemon.addFiles(DaemonUnderTest.HOUR, 3);
            daemon.store.add(DaemonUnderTest.HOUR.key("broken.parquet"), "junk".getBytes(StandardCharsets.UTF_8));
            daemon.start().awaitEndOfRun();
            return daemon.get("/metrics").body();
        }
    }

    /** Else a pod's start depends on what Services there are in its namespace. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "kubernetes/daemon/deployment.yaml",
                "kubernetes/cronjob/cronjob.yaml",
                "kubernetes/indexed-job/job.yaml"
            })
    void aPodGetsNoVariablesOfServices(String file) throws IOException {
        assertThat(Files.readString(DEPLOY.resolve(file))).containsPattern("(?m)^ +enableServiceLinks: false$");
    }

    /** With the arguments that they are delivered with, and what a user has to fill in. */
    @ParameterizedTest
    @CsvSource({
        "docker/Dockerfile, 0.0.0.0:8095",
        "kubernetes/daemon/deployment.yaml, 0.0.0.0:8095",
        "kubernetes/cronjob/cronjob.yaml, 127.0.0.1:8095",
        "systemd/coldpress.service, 127.0.0.1:8095"
    })
    void theCommandTakesItsArgumentsThere(String file, String listen) throws IOException {
        String text = Files.readString(DEPLOY.resolve(file));
        Matcher arguments = ARGUMENTS.matcher(text);
        assertThat(arguments.find()).isTrue();
        String list = arguments.group(1) == null
                ? arguments.group(2)
                : arguments.group(1).replaceAll("[\",]", "");
        List<String> words = List.of(list.strip().split("\\s+", -1));
        assertThat(words.get(0)).isIn("serve", "run");
        Map<String, String> flags = new HashMap<>();
        for (int i = 1; i < words.size() - 1; i++) {
            if (words.get(i).startsWith("--") && !words.get(i + 1).startsWith("--")) {
                flags.put(words.get(i).substring(2), words.get(i + 1));
            }
        }
        flags.remove("config");
        Map<String, String> environment =
                found(VARIABLE, text).collect(Collectors.toMap(match -> match.group(1), match -> match.group(2)));
        ChosenSettings settings = SettingSources.read(flags, environment, null);
        assertThat(settings.value(Settings.LISTEN)).hasToString(listen);
        assertThat(Access.chosen(settings)).isNotNull();
    }

    @Test
    void thePodsOfTheIndexedJobHaveAllShards() throws IOException {
        String text = Files.readString(DEPLOY.resolve("kubernetes/indexed-job/job.yaml"));
        int pods = Integer.parseInt(found(Pattern.compile("completions: (\\d+)"), text)
                .map(match -> match.group(1))
                .collect(Collectors.joining()));
        String shard = found(VARIABLE, text).map(match -> match.group(2)).collect(Collectors.joining());
        for (int i = 0; i < pods; i++) {
            String ofPod = shard.replace("$(JOB_COMPLETION_INDEX)", String.valueOf(i));
            assertThat(SettingSources.read(Map.of(), Map.of("COMPACTION_SHARD", ofPod), null)
                            .value(Settings.SHARD))
                    .contains(new Shard(i, pods));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"daemon", "cronjob", "indexed-job", "example"})
    void theSettingsThatKustomizeIsGivenAreTaken(String directory) throws IOException {
        String text =
                Files.readString(DEPLOY.resolve("kubernetes").resolve(directory).resolve("kustomization.yaml"));
        Map<String, String> environment = found(Pattern.compile("- (COMPACTION_\\w+)=(\\S+)"), text)
                .collect(Collectors.toMap(match -> match.group(1), match -> match.group(2)));
        assertThat(SettingSources.read(Map.of(), environment, null).root().getScheme())
                .isEqualTo("s3");
    }

    @ParameterizedTest
    @CsvSource({
        "daemon, ServiceAccount ConfigMap Service Deployment NetworkPolicy",
        "cronjob, ServiceAccount ConfigMap CronJob",
        "indexed-job, ServiceAccount ConfigMap Job",
        "example, ServiceAccount ConfigMap Service Deployment ServiceMonitor NetworkPolicy"
    })
    void kustomizeBuildsEachDirectory(String directory, String kinds) throws Exception {
        String built = said("kubectl", "Debian has it in the package kubectl", "kustomize", "kubernetes/" + directory);
        assertThat(found(Pattern.compile("(?m)^kind: (\\w+)$"), built).map(match -> match.group(1)))
                .containsExactlyInAnyOrder(kinds.split(" ", -1));
        String settings = found(Pattern.compile("(?m)^  name: (coldpress-settings-\\w+)$"), built)
                .map(match -> match.group(1))
                .findFirst()
                .orElseThrow();
        assertThat(built).containsPattern("envFrom:\\s+- configMapRef:\\s+name: " + settings + "\\s");
    }

    /** The program that it starts is not installed where the tests run. */
    @Test
    void systemdTakesTheService() throws Exception {
        String said =
                said("systemd-analyze", "Debian has it in the package systemd", "verify", "systemd/coldpress.service");
        assertThat(said.lines()).allMatch(line -> line.contains("/opt/coldpress/bin/coldpress is not executable"));
    }

    @Test
    void theSampleOfTheServicesSettingsIsTaken() {
        Path sample = DEPLOY.resolve("systemd/coldpress.properties");
        assertThat(SettingSources.read(Map.of(), Map.of(), sample).root().getScheme())
                .isEqualTo("s3");
    }

    @Test
    void thePanelsOfTheDashboardHaveQueriesAndPlacesOfTheirOwn() throws IOException {
        JsonNode dashboard = new ObjectMapper()
                .readTree(DEPLOY.resolve("grafana/coldpress.json").toFile());
        Set<String> places = new HashSet<>();
        assertThat(dashboard.get("panels")).hasSizeGreaterThan(10).allSatisfy(panel -> {
            assertThat(panel.get("title").textValue()).isNotBlank();
            assertThat(panel.get("targets")).isNotEmpty();
            JsonNode place = panel.get("gridPos");
            assertThat(places.add(place.get("x") + "," + place.get("y"))).isTrue();
            assertThat(place.get("x").intValue() + place.get("w").intValue()).isLessThanOrEqualTo(24);
        });
    }

    @Test
    void theAlertsComeWhenTheyAreMeantTo() throws Exception {
        said(
                "promtool",
                "Debian has it in the package prometheus",
                "test",
                "rules",
                "prometheus/coldpress-alerts-test.yml");
    }

    /**
     * What a program prints that ends well, but for {@code systemd-analyze}, which ends badly if what a service starts
     * is missing. Skips the test where the program is missing.
     */
    private static String said(String program, String where, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(program));
        command.addAll(List.of(arguments));
        Process process;
        try {
            process = new ProcessBuilder(command)
                    .directory(DEPLOY.toFile())
                    .redirectErrorStream(true)
                    .start();
        } catch (IOException e) {
            assumeThat(e).as("skipped: " + program + " is not there; " + where).isNull();
            throw e;
        }
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int code = process.waitFor();
        assertThat(code == 0 || program.equals("systemd-analyze")).as(said).isTrue();
        return said;
    }
}
