package dev.coldpress.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coldpress.port.parquet.JsonValue;
import dev.coldpress.port.parquet.SourceFile;
import dev.coldpress.port.parquet.Widening;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.apache.parquet.format.KeyValue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The keys in JSON with which pandas, GeoParquet, Spark and parquet-avro describe rows, in files with other columns.
 */
class DescribedRowsTest {

    private static final String SPARK = "org.apache.spark.sql.parquet.row.metadata";
    private static final String AVRO = "parquet.avro.schema";

    @TempDir
    Path directory;

    private TestLake lake;
    private PlannedMerge merges;

    @BeforeEach
    void open() throws SQLException {
        lake = new TestLake(directory);
        merges = new PlannedMerge(lake);
    }

    @AfterEach
    void close() throws SQLException {
        lake.close();
    }

    private SourceFile file(String query, Map<String, String> metadata) throws SQLException, IOException {
        return lake.put(Footers.edit(
                lake.bytes(lake.write(query)),
                footer -> metadata.forEach((key, value) -> {
                    KeyValue pair = new KeyValue(key);
                    pair.setValue(value);
                    footer.addToKey_value_metadata(pair);
                })));
    }

    private SourceFile file(String query, String key, String value) throws SQLException, IOException {
        return file(query, Map.of(key, value.replace('\'', '"')));
    }

    private JsonValue json(String text) {
        return lake.codec().notation().readJson(text.replace('\'', '"')).orElseThrow();
    }

    private JsonValue merged(String key, SourceFile... sources) {
        SourceFile merged = merges.merge(List.of(sources));
        return json(merges.value(merged, key));
    }

    private void assertApart(SourceFile a, SourceFile b, String... words) {
        assertThat(merges.difference(List.of(a, b)))
                .hasValueSatisfying(difference -> assertThat(difference).contains(words));
        assertThat(merges.difference(List.of(b, a))).isPresent();
    }

    // pandas

    private static String pandas(String index, String... columns) {
        return "{'index_columns':[" + index + "],'column_indexes':[],'columns':[" + String.join(",", columns)
                + "],'creator':{'library':'pyarrow','version':'25.0.1'},'pandas_version':'3.0.6'}";
    }

    private static String column(String name, String pandasType, String numpyType) {
        return "{'name':'" + name + "','field_name':'" + name + "','pandas_type':'" + pandasType + "','numpy_type':'"
                + numpyType + "','metadata':null}";
    }

    private static final String X = column("x", "int64", "int64");

    private static String range(int stop) {
        return "{'kind':'range','name':null,'start':0,'stop':" + stop + ",'step':1}";
    }

    @Test
    void theColumnsOfAllFramesAreDescribed() throws Exception {
        SourceFile a = file("SELECT 1 AS x", "pandas", pandas(range(1), X));
        SourceFile b = file(
                "SELECT 's' AS y, 2 AS x FROM range(2)", "pandas", pandas(range(2), column("y", "unicode", "str"), X));
        assertThat(merged("pandas", a, b)).isEqualTo(json(pandas(range(3), X, column("y", "unicode", "str"))));
    }

    @Test
    void aFileOfAnotherWriterHasRowsWithoutLabels() throws Exception {
        SourceFile frame = file("SELECT 1 AS x", "pandas", pandas(range(1), X));
        SourceFile other = lake.write("SELECT 2 AS x, 3 AS z FROM range(5)");
        assertThat(merged("pandas", other, frame)).isEqualTo(merged("pandas", frame, other));
        assertThat(((JsonValue.Members) merged("pandas", frame, other)).items("index_columns"))
                .containsExactly(json(range(6)));
    }

    /** pandas itself passes over it. */
    @Test
    void aRangeOfAnotherLengthThanTheFileIsNone() throws Exception {
        SourceFile a =
                file("SELECT 1 AS x", "pandas", pandas("{'kind':'range','name':'n','start':5,'stop':9,'step':2}", X));
        SourceFile b = file("SELECT 1 AS x", "pandas", pandas("", X));
        assertThat(((JsonValue.Members) merged("pandas", a, b)).items("index_columns"))
                .containsExactly(json(range(2)));
    }

    @Test
    void anIndexThatIsAColumnLabelsTheRowsOfOtherWritersToo() throws Exception {
        SourceFile frame =
                file("SELECT 1 AS x, 'a' AS k", "pandas", pandas("'k'", X, column("k", "unicode", "object")));
        SourceFile other = lake.write("SELECT 'b' AS k, 2 AS x");
        assertThat(((JsonValue.Members) merged("pandas", other, frame)).items("index_columns"))
                .containsExactly(json("'k'"));
        assertApart(frame, lake.write("SELECT 2 AS x"), "the pandas index is", "the column k", "none");
        assertApart(
                frame,
                file("SELECT 1 AS x, 'a' AS k", "pandas", pandas(range(1), X, column("k", "unicode", "object"))),
                "write them with one index");
    }

    private static String named(String name, int start, int stop) {
        return "{'kind':'range','name':'" + name + "','start':" + start + ",'stop':" + stop + ",'step':1}";
    }

    /** Of a MultiIndex pandas stores the levels that are ranges nowhere else. */
    @Test
    void aRangeThatIsALevelGoesOnOrKeepsFilesApart() throws Exception {
        String query = "SELECT 1 AS x, 'a' AS k FROM range(2)";
        String k = column("k", "unicode", "object");
        SourceFile first = file(query, "pandas", pandas("'k'," + named("n", 0, 2), X, k));
        SourceFile next = file(query, "pandas", pandas("'k'," + named("n", 2, 4), X, k));
        assertThat(((JsonValue.Members) merged("pandas", first, next)).items("index_columns"))
                .containsExactly(json("'k'"), json(named("n", 0, 4)));
        assertApart(
                first,
                file(query, "pandas", pandas("'k'," + named("n", 0, 2), X, k)),
                "the range n, 0 to 2 by 1",
                "write it as a column");
        assertApart(first, file(query, "pandas", pandas("'k'", X, k)), "the column k and the range n", "one index");
        assertApart(first, lake.write(query), "none");
        String ranges = pandas(named("m", 0, 2) + "," + named("n", 0, 2), X);
        assertApart(file(query, "pandas", ranges), file(query, "pandas", ranges), "the range m, 0 to 2 by 1");
    }

    /** It might number rows, or entries of a dictionary: what is true of one file is not of two. */
    @Test
    void aDescriptionInAFormThatIsNotKnownKeepsAFileApart() throws Exception {
        String unknown = "{'index_columns':[" + range(1) + "],'columns':[7]}";
        SourceFile strange = file("SELECT 1 AS x", "pandas", unknown);
        assertApart(
                strange,
                file("SELECT 1 AS x", "pandas", unknown),
                "the metadata (pandas)",
                "in a form that is not known here");
        assertApart(strange, lake.write("SELECT 1 AS x"), "the metadata (pandas)");
        SourceFile arrow = file("SELECT 1 AS x", "ARROW:schema", "AAAA");
        assertApart(
                arrow,
                file("SELECT 1 AS x", "ARROW:schema", "AAAA"),
                "the metadata (ARROW:schema)",
                "in a form that is not known here");
    }

    @Test
    void typesThatHoldNullsStay() throws Exception {
        SourceFile numpy = file("SELECT 1 AS x", "pandas", pandas("", X));
        SourceFile extension = file("SELECT NULL::INT AS x", "pandas", pandas("", column("x", "int64", "Int64")));
        assertThat(((JsonValue.Members) merged("pandas", numpy, extension)).items("columns"))
                .containsExactly(json(column("x", "int64", "Int64")));
    }

    @Test
    void aTypeThatDiffersIsLeftToTheColumn() throws Exception {
        SourceFile a = file("SELECT 'a' AS c", "pandas", pandas("", column("c", "unicode", "object")));
        SourceFile b = file("SELECT 'a' AS c", "pandas", pandas("", column("c", "decimal", "object")));
        assertThat(((JsonValue.Members) merged("pandas", a, b)).items("columns"))
                .isEmpty();
        String index = "'c'";
        assertApart(
                file("SELECT 'a' AS c", "pandas", pandas(index, column("c", "unicode", "object"))),
                file("SELECT 'a' AS c", "pandas", pandas(index, column("c", "decimal", "object"))),
                "pandas has column c as unicode (object)",
                "decimal (object)");
    }

    @Test
    void labelsThatAreNoTextsNeedOneForEachColumn() throws Exception {
        String numbers = pandas("", column("0", "int64", "int64"))
                .replace(
                        "'column_indexes':[]",
                        "'column_indexes':[{'name':null,'field_name':null,'pandas_type':'int64','numpy_type':'int64','metadata':null}]");
        SourceFile frame = file("SELECT 1 AS \"0\"", "pandas", numbers);
        assertThat(merged("pandas", frame, lake.write("SELECT 1 AS \"0\"")))
                .isEqualTo(((JsonValue.Members) json(numbers))
                        .with("index_columns", new JsonValue.Items(List.of(json(range(2)))))
                        .with("attributes", new JsonValue.Members(Map.of())));
        assertApart(frame, lake.write("SELECT 1 AS \"0\", 2 AS y"), "column labels that are no texts", "column y");
    }

    @Test
    void attributesStayWhereAllHaveThem() throws Exception {
        String attributes = pandas("", X).replace("'columns'", "'attributes':{'run':%d,'unit':'m'},'columns'");
        SourceFile a = file("SELECT 1 AS x", "pandas", attributes.formatted(1));
        SourceFile b = file("SELECT 1 AS x", "pandas", attributes.formatted(2));
        assertThat(((JsonValue.Members) merged("pandas", a, b)).member("attributes"))
                .contains(json("{'unit':'m'}"));
    }

    @Test
    void orderedCategoriesThatNoArrowSchemaTellsAreRefused() throws Exception {
        String categories = pandas(
                "",
                "{'name':'c','field_name':'c','pandas_type':'categorical','numpy_type':'int8','metadata':"
                        + "{'num_categories':2,'ordered':true}}");
        SourceFile ofFastparquet = file("SELECT 'a' AS c", "pandas", categories);
        assertApart(ofFastparquet, file("SELECT 'a' AS c", "pandas", categories), "ordered categories in column c");
        String unordered = categories.replace("'ordered':true", "'ordered':false");
        SourceFile plain = file("SELECT 'a' AS c", "pandas", unordered);
        assertThat(((JsonValue.Members) merged("pandas", plain, plain)).items("columns"))
                .containsExactly(json(column("c", "unicode", "object")));
    }

    @Test
    void aWidenedColumnHasTheWiderTypeInEachDescription() throws Exception {
        merges = new PlannedMerge(lake, Widening.SAFE);
        SourceFile narrow = file(
                "SELECT 1::INT AS x, 0.5::FLOAT AS y",
                Map.of(
                        "pandas",
                        pandas("", column("x", "int32", "int32"), column("y", "float32", "float32"))
                                .replace('\'', '"'),
                        SPARK,
                        spark(sparkField("x", "integer", true, "{}"), sparkField("y", "float", true, "{}"))
                                .replace('\'', '"'),
                        VERSION,
                        "3.5.7"));
        SourceFile wide = file(
                "SELECT 1::BIGINT AS x, 0.5::DOUBLE AS y",
                Map.of(
                        "pandas",
                        pandas("", X, column("y", "float64", "float64")).replace('\'', '"'),
                        SPARK,
                        spark(sparkField("x", "long", true, "{}"), sparkField("y", "double", true, "{}"))
                                .replace('\'', '"'),
                        VERSION,
                        "3.5.7"));
        for (SourceFile[] order : new SourceFile[][] {{narrow, wide}, {wide, narrow}}) {
            assertThat(((JsonValue.Members) merged("pandas", order)).items("columns"))
                    .containsExactly(json(X), json(column("y", "float64", "float64")));
            assertThat(merged(SPARK, order))
                    .isEqualTo(json(spark(sparkField("x", "long", true, "{}"), sparkField("y", "double", true, "{}"))));
        }
    }

    // GeoParquet

    private static String geo(String column, String more) {
        return "{'version':'1.1.0','primary_column':'g','columns':{'" + column + "':{'encoding':'WKB'" + more + "}}}";
    }

    private static final String GEOMETRY = "SELECT '\\x01'::BLOB AS g";

    @Test
    void boundingBoxesAreLeftOutAndGeometryTypesUnited() throws Exception {
        SourceFile a = file(GEOMETRY, "geo", geo("g", ",'geometry_types':['Point'],'bbox':[1,2,3,4],'crs':{'id':1}"));
        SourceFile b = file(
                GEOMETRY, "geo", geo("g", ",'crs':{'id':1},'geometry_types':['Polygon','Point'],'bbox':[5,6,7,8]"));
        SourceFile any = file(GEOMETRY, "geo", geo("g", ",'crs':{'id':1},'geometry_types':[]"));
        assertThat(merged("geo", a, b))
                .isEqualTo(json(geo("g", ",'geometry_types':['Point','Polygon'],'crs':{'id':1}")));
        assertThat(merged("geo", a, any)).isEqualTo(json(geo("g", ",'geometry_types':[],'crs':{'id':1}")));
    }

    @Test
    void geometriesOfAnotherKindAreRefused() throws Exception {
        SourceFile a = file(GEOMETRY, "geo", geo("g", ",'crs':'EPSG:4326'"));
        assertApart(a, file(GEOMETRY, "geo", geo("g", "")), "the crs of column g", "EPSG:4326", "not said");
        assertApart(a, file(GEOMETRY, "geo", geo("g", "").replace("WKB", "point")), "the encoding of column g");
        assertApart(a, lake.write(GEOMETRY), "column g holds geometries", "others say nothing");
        assertApart(a, file(GEOMETRY, "geo", geo("g", ",'crs':'EPSG:4326'").replace("1.1.0", "0.4.0")), "version");
    }

    @Test
    void aFileWithoutTheColumnNeedNotDescribeIt() throws Exception {
        SourceFile a = file("SELECT 1 AS i, '\\x01'::BLOB AS g", "geo", geo("g", ""));
        SourceFile old = file(GEOMETRY, "geo", geo("g", "").replace("1.1.0", "1.0.0"));
        assertThat(merged("geo", a, lake.write("SELECT 1 AS i"), old)).isEqualTo(json(geo("g", "")));
    }

    // Spark

    private static String spark(String... fields) {
        return "{'type':'struct','fields':[" + String.join(",", fields) + "]}";
    }

    private static String sparkField(String name, String type, boolean nullable, String metadata) {
        String json = type.startsWith("{") ? type : "'" + type + "'";
        return "{'name':'" + name + "','type':" + json + ",'nullable':" + nullable + ",'metadata':" + metadata + "}";
    }

    private static final String VERSION = "org.apache.spark.version";

    private SourceFile sparkFile(String query, String... fields) throws Exception {
        return file(query, Map.of(SPARK, spark(fields).replace('\'', '"'), VERSION, "3.5.7"));
    }

    /** Spark does not see a column that its schema has not got. */
    @Test
    void sparkIsToldOfAllColumns() throws Exception {
        SourceFile a = sparkFile("SELECT 1::BIGINT AS x", sparkField("x", "long", false, "{'comment':'c','id':1}"));
        SourceFile b = sparkFile(
                "SELECT 1::BIGINT AS x, {'p': 1} AS s",
                sparkField("x", "long", true, "{'comment':'c','id':2}"),
                sparkField("s", spark(sparkField("p", "integer", true, "{}")), true, "{}"));
        SourceFile other =
                lake.write("SELECT 2::BIGINT AS x, [DATE '2020-01-01'] AS days, {'q': 'r'} AS s, TIME '10:00' AS t");
        assertThat(merged(SPARK, a, b, other))
                .isEqualTo(json(spark(
                        sparkField("x", "long", true, "{'comment':'c'}"),
                        sparkField(
                                "s",
                                spark(sparkField("p", "integer", true, "{}"), sparkField("q", "string", true, "{}")),
                                true,
                                "{}"),
                        sparkField("days", "{'type':'array','elementType':'date','containsNull':true}", true, "{}"))));
    }

    @Test
    void typesThatOnlySparkHasAreRefusedBesideOthers() throws Exception {
        SourceFile interval = sparkFile("SELECT 1::BIGINT AS x", sparkField("x", "interval day to second", true, "{}"));
        SourceFile number = sparkFile("SELECT 1::BIGINT AS x", sparkField("x", "long", true, "{}"));
        assertApart(interval, number, "column x is interval day to second for Spark", "long", SPARK);
        assertApart(interval, lake.write("SELECT 1::BIGINT AS x"), "interval day to second");
        assertThat(merged(SPARK, interval, interval))
                .isEqualTo(json(spark(sparkField("x", "interval day to second", true, "{}"))));
    }

    // Avro

    private static String avro(String name, String... fields) {
        return "{'type':'record','name':'" + name + "','namespace':'n','fields':[" + String.join(",", fields) + "]}";
    }

    @Test
    void aRecordOfOneNameGetsTheFieldsOfBoth() throws Exception {
        SourceFile a = file(
                "SELECT 1::BIGINT AS x, 's' AS y",
                AVRO,
                avro("R", "{'name':'x','type':'long'}", "{'name':'y','type':'string','default':'d'}"));
        SourceFile b = file(
                "SELECT 1::BIGINT AS x, 2.5::DOUBLE AS z",
                AVRO,
                avro("R", "{'name':'x','type':'long'}", "{'name':'z','type':'double'}"));
        assertThat(merged(AVRO, a, b))
                .isEqualTo(json(avro(
                        "R",
                        "{'name':'x','type':['null','long']}",
                        "{'name':'y','type':['string','null'],'default':'d'}",
                        "{'name':'z','type':['null','double']}")));
    }

    /** Without the key parquet-avro makes a record of Parquet's schema. */
    @Test
    void whatIsNoOneRecordIsLeftOut() throws Exception {
        SourceFile a = file("SELECT 1::BIGINT AS x", AVRO, avro("R", "{'name':'x','type':'long'}"));
        for (SourceFile other : List.of(
                file("SELECT 1::BIGINT AS x", AVRO, avro("S", "{'name':'x','type':'long'}")),
                file("SELECT 1::BIGINT AS x", AVRO, avro("R", "{'name':'x','type':{'type':'long','logicalType':'l'}}")),
                file("SELECT 1::BIGINT AS x, 2 AS y", AVRO, avro("R", "{'name':'x','type':'long'}")),
                lake.write("SELECT 1::BIGINT AS x"))) {
            SourceFile merged = merges.merge(List.of(a, other));
            assertThat(merges.footer(merged).keyValueMetadata()).doesNotContainKey(AVRO);
        }
    }

    @Test
    void verifyFindsWhatIsNotTrue() throws Exception {
        SourceFile untrue = file(
                "SELECT 1 AS x, 2 AS y",
                Map.of(
                        "pandas",
                        pandas("'x'," + range(3), X, column("z", "int64", "int64"))
                                .replace('\'', '"'),
                        "geo",
                        geo("g", "").replace('\'', '"'),
                        SPARK,
                        spark(sparkField("x", "integer", true, "{}"), sparkField("w", "long", true, "{}"))
                                .replace('\'', '"'),
                        AVRO,
                        avro("R", "{'name':'x','type':'int'}").replace('\'', '"')));
        assertThat(merges.problems(untrue))
                .containsExactly(
                        "the key pandas speaks of a column z that is not there",
                        "the key pandas labels 3 rows of 1",
                        "the key geo speaks of a column g that is not there",
                        "the key " + SPARK + " speaks of a column w that is not there",
                        "Spark would not find column y, which the key " + SPARK + " does not have",
                        "Avro would fail at a null in column x, for which the key " + AVRO + " has none",
                        "Avro would fail at column y, which the key " + AVRO + " does not have");
    }
}
