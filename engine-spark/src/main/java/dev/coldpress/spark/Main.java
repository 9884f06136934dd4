package dev.coldpress.spark;

import dev.coldpress.app.EngineCommand;
import dev.coldpress.app.shell.ExitCode;
import dev.coldpress.app.shell.Shell;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.jspecify.annotations.Nullable;

/** The command as {@code spark-submit} starts it on a driver. */
public final class Main {

    private static final String NAME = "coldpress-spark";

    private @Nullable JavaSparkContext spark;

    private Main() {}

    /** Returns if all is well: to YARN, a driver that ends the JVM itself has failed. */
    public static void main(String[] args) {
        int exitCode = new Main().execute(args);
        if (exitCode != ExitCode.DONE) {
            System.exit(exitCode);
        }
    }

    private int execute(String[] args) {
        SparkEngine engine = new SparkEngine(this::spark);
        try {
            return EngineCommand.of(NAME, Shell.ofProcess(), engine).execute(args);
        } finally {
            engine.end();
            if (spark != null) {
                spark.stop();
            }
        }
    }

    private JavaSparkContext spark() {
        SparkConf conf = new SparkConf();
        conf.setIfMissing("spark.app.name", NAME);
        spark = new JavaSparkContext(conf);
        return spark;
    }
}
