import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Answers requests on standard input, one a line, by a line with the number of rows and the sum of their ids, or with
 * the class of the failure: {@code read PATH}, {@code open PATH}, {@code kept}, {@code keptIgnoring},
 * {@code table PATH}, {@code select}, {@code refresh}.
 */
public final class SparkReader {

    private static final Map<String, Dataset<Row>> OPENED = new HashMap<>();

    public static void main(String[] args) throws Exception {
        SparkSession spark = SparkSession.builder()
                .master("local[1]")
                .config("spark.ui.enabled", "false")
                .config("spark.sql.warehouse.dir", args[0])
                .getOrCreate();
        spark.sparkContext().setLogLevel("OFF");
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            String answer;
            try {
                answer = answer(spark, line.split(" ", 2));
            } catch (Exception e) {
                Throwable root = e;
                while (root.getCause() != null) {
                    root = root.getCause();
                }
                answer = "FAILED " + root.getClass().getSimpleName();
            }
            System.out.println("= " + answer);
            System.out.flush();
        }
    }

    private static String answer(SparkSession spark, String[] request) {
        boolean ignores = request[0].endsWith("Ignoring");
        spark.conf().set("spark.sql.files.ignoreMissingFiles", String.valueOf(ignores));
        switch (request[0]) {
            case "read":
                return sums(spark.read().parquet(request[1]));
            case "open":
                OPENED.put("kept", spark.read().parquet(request[1]));
                return "opened";
            case "kept":
            case "keptIgnoring":
                return sums(OPENED.get("kept"));
            case "table":
                spark.sql("DROP TABLE IF EXISTS events");
                spark.sql("CREATE TABLE events USING parquet LOCATION '" + request[1] + "'");
                spark.sql("MSCK REPAIR TABLE events");
                return sums(spark.table("events"));
            case "select":
                return sums(spark.table("events"));
            case "refresh":
                spark.sql("REFRESH TABLE events");
                return sums(spark.table("events"));
            default:
                throw new IllegalArgumentException(request[0]);
        }
    }

    private static String sums(Dataset<Row> rows) {
        Row sums = rows.selectExpr("count(*)", "coalesce(sum(id), 0)").head();
        return sums.getLong(0) + " " + sums.getLong(1);
    }
}
