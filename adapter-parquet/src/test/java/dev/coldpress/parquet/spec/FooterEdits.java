package dev.coldpress.parquet.spec;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.CompressionCodec;
import org.apache.parquet.format.FieldRepetitionType;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.Type;

/** Lies in the footer, each well-formed Thrift. */
final class FooterEdits {

    private final Random random;
    private final StringBuilder description;

    FooterEdits(Random random, StringBuilder description) {
        this.random = random;
        this.description = description;
    }

    byte[] apply(byte[] file) throws IOException {
        FileMetaData footer = FileAnatomy.of(file).metadata();
        int edits = random.nextInt(4) == 0 ? 2 : 1;
        for (int i = 0; i < edits; i++) {
            switch (random.nextInt(3)) {
                case 0 -> editFile(footer);
                case 1 -> editSchema(oneOf(footer.getSchema()));
                default -> editChunk(oneOf(footer.getRow_groups()));
            }
        }
        return FileRewriter.withFooter(file, footer);
    }

    private <T> T oneOf(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    private void say(String what, Object value) {
        description.append(what).append(" = ").append(value).append("; ");
    }

    private long number(String what, long right) {
        long hostile = HostileNumbers.near(random, right);
        say(what, hostile);
        return hostile;
    }

    private int number(String what, int right) {
        int hostile = HostileNumbers.near(random, right);
        say(what, hostile);
        return hostile;
    }

    private void editFile(FileMetaData footer) {
        RowGroup group = oneOf(footer.getRow_groups());
        switch (random.nextInt(9)) {
            case 0 -> footer.setNum_rows(number("num_rows", footer.getNum_rows()));
            case 1 -> group.setNum_rows(number("num_rows of a row group", group.getNum_rows()));
            case 2 -> {
                long rows = number("num_rows everywhere", group.getNum_rows());
                footer.getRow_groups().forEach(any -> any.setNum_rows(rows));
                footer.setNum_rows(rows * footer.getRow_groupsSize());
            }
            case 3 -> {
                group.getColumns().remove(group.getColumnsSize() - 1);
                say("columns of a row group", "one less");
            }
            case 4 -> {
                group.getColumns().addAll(List.copyOf(group.getColumns()));
                say("columns of a row group", "all twice");
            }
            case 5 -> {
                footer.getRow_groups().add(group);
                say("row groups", "one twice");
            }
            case 6 -> nestDeeply(footer);
            case 7 -> {
                footer.unsetColumn_orders();
                footer.setCreated_by(List.of("", "parquet-mr version 1.2.0", "impala", "x".repeat(9_999))
                        .get(random.nextInt(4)));
                say("created_by", "another");
            }
            default -> {
                footer.getSchema().remove(footer.getSchemaSize() - 1);
                say("schema", "one element less");
            }
        }
    }

    /** Deeper than any call stack that follows the nesting. */
    private void nestDeeply(FileMetaData footer) {
        List<SchemaElement> schema = new ArrayList<>(footer.getSchema());
        for (int i = 0; i < 50_000; i++) {
            SchemaElement group = new SchemaElement("g");
            group.setRepetition_type(FieldRepetitionType.OPTIONAL);
            group.setNum_children(1);
            schema.add(1, group);
        }
        footer.setSchema(schema);
        say("schema", "nested 50,000 deep");
    }

    private void editSchema(SchemaElement element) {
        switch (random.nextInt(7)) {
            case 0 ->
                element.setNum_children(number("num_children of " + element.getName(), element.getNum_children()));
            case 1 -> element.setType_length(number("type_length of " + element.getName(), element.getType_length()));
            case 2 -> {
                element.setType(oneOf(List.of(Type.values())));
                say("type of " + element.getName(), element.getType());
            }
            case 3 -> {
                element.setRepetition_type(oneOf(List.of(FieldRepetitionType.values())));
                say("repetition of " + element.getName(), element.getRepetition_type());
            }
            case 4 -> {
                element.unsetType();
                say("type of " + element.getName(), "none");
            }
            case 5 -> element.setPrecision(number("precision of " + element.getName(), element.getPrecision()));
            default -> {
                element.setName(List.of("", "c0", "c1", "list", "\u0000").get(random.nextInt(5)));
                say("name of an element", element.getName());
            }
        }
    }

    private void editChunk(RowGroup group) {
        if (group.getColumns().isEmpty()) {
            return;
        }
        ColumnChunk chunk = oneOf(group.getColumns());
        if (chunk.isSetMeta_data()) {
            editChunk(chunk, chunk.getMeta_data());
        }
    }

    private void editChunk(ColumnChunk chunk, ColumnMetaData metadata) {
        String where = " of " + metadata.getPath_in_schema();
        switch (random.nextInt(13)) {
            case 0 -> metadata.setNum_values(number("num_values" + where, metadata.getNum_values()));
            case 1 -> metadata.setData_page_offset(number("data_page_offset" + where, metadata.getData_page_offset()));
            case 2 ->
                metadata.setDictionary_page_offset(
                        number("dictionary_page_offset" + where, metadata.getDictionary_page_offset()));
            case 3 ->
                metadata.setTotal_compressed_size(
                        number("total_compressed_size" + where, metadata.getTotal_compressed_size()));
            case 4 ->
                metadata.setTotal_uncompressed_size(
                        number("total_uncompressed_size" + where, metadata.getTotal_uncompressed_size()));
            case 5 -> {
                metadata.setCodec(oneOf(List.of(CompressionCodec.values())));
                say("codec" + where, metadata.getCodec());
            }
            case 6 -> {
                metadata.setType(oneOf(List.of(Type.values())));
                say("type" + where, metadata.getType());
            }
            case 7 ->
                chunk.setOffset_index_offset(number("offset_index_offset" + where, chunk.getOffset_index_offset()));
            case 8 ->
                chunk.setOffset_index_length(number("offset_index_length" + where, chunk.getOffset_index_length()));
            case 9 ->
                chunk.setColumn_index_offset(number("column_index_offset" + where, chunk.getColumn_index_offset()));
            case 10 -> chunk.setFile_offset(number("file_offset" + where, chunk.getFile_offset()));
            case 11 -> {
                chunk.unsetMeta_data();
                say("meta_data" + where, "none");
            }
            default -> {
                metadata.setPath_in_schema(List.of("elsewhere"));
                say("path" + where, "elsewhere");
            }
        }
    }
}
