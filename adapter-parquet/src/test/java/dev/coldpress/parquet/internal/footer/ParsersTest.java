package dev.coldpress.parquet.internal.footer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coldpress.parquet.internal.bytes.CompactReader;
import dev.coldpress.parquet.internal.bytes.ContentException;
import dev.coldpress.port.parquet.ParquetFileException.Reason;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.ColumnIndex;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.OffsetIndex;
import org.apache.parquet.format.PageHeader;
import org.junit.jupiter.api.Test;
import shaded.parquet.org.apache.thrift.TBase;
import shaded.parquet.org.apache.thrift.TException;
import shaded.parquet.org.apache.thrift.protocol.TCompactProtocol;
import shaded.parquet.org.apache.thrift.transport.TIOStreamTransport;

/** The parsers of footers, page headers and page indexes, held against the code that Thrift generates. */
class ParsersTest {

    private static final int TRIES = Integer.getInteger("coldpress.tries", 300);
    private static final int DAMAGES = 10;

    private interface Parser<T> {
        T parse(byte[] bytes, int from, int length);
    }

    private static final Parser<PageHeader> PAGE_HEADER =
            (bytes, from, length) -> PageParser.pageHeader(new CompactReader(bytes, from, length));

    @Test
    void footersAreReadAsThriftReadsThem() throws TException {
        assertAlike(FileMetaData.class, FooterParser::parse);
    }

    @Test
    void pageHeadersAreReadAsThriftReadsThem() throws TException {
        assertAlike(PageHeader.class, PAGE_HEADER);
    }

    @Test
    void columnIndexesAreReadAsThriftReadsThem() throws TException {
        assertAlike(ColumnIndex.class, PageParser::columnIndex);
    }

    @Test
    void offsetIndexesAreReadAsThriftReadsThem() throws TException {
        assertAlike(OffsetIndex.class, PageParser::offsetIndex);
    }

    private static <T extends TBase<?, ?>> void assertAlike(Class<T> type, Parser<T> parser) throws TException {
        int readByBoth = 0;
        int readHereAlone = 0;
        for (int seed = 0; seed < TRIES; seed++) {
            T written = new RandomStructures(seed).structure(type);
            byte[] bytes = bytes(written);
            // As in a file: there are bytes before it and behind it.
            byte[] around = new byte[bytes.length + 9];
            System.arraycopy(bytes, 0, around, 4, bytes.length);
            assertThat(parser.parse(around, 4, bytes.length))
                    .as("seed %s", seed)
                    .isEqualTo(written);
            Random random = new Random(seed);
            for (int i = 0; i < DAMAGES; i++) {
                byte[] damaged = damaged(bytes, random);
                Optional<T> read = read(parser, damaged);
                Optional<T> byThrift = readByThrift(type, damaged);
                if (read.isPresent() && isEncrypted(read.get())) {
                    continue;
                }
                if (read.isPresent() && byThrift.isPresent()) {
                    readByBoth++;
                    // Thrift cannot compare unions without a value, but prints them.
                    assertThat(read.get().toString())
                            .as("seed %s, damage %s", seed, i)
                            .isEqualTo(byThrift.get().toString());
                } else if (read.isPresent()) {
                    readHereAlone++;
                }
            }
        }
        // Thrift refuses a few fields of unknown types, which are passed over here.
        assertThat(readHereAlone).isLessThanOrEqualTo(readByBoth / 50);
        assertThat(readByBoth).isGreaterThan(TRIES);
    }

    /**
     * Whether a file is encrypted, and refused in any case. How it is encrypted is said by unions, and of a union with
     * two values Thrift takes the second one for the field behind the union.
     */
    private static boolean isEncrypted(TBase<?, ?> structure) {
        return structure instanceof FileMetaData footer
                && (footer.isSetEncryption_algorithm()
                        || footer.getRow_groups().stream()
                                .flatMap(group -> group.getColumns().stream())
                                .anyMatch(ColumnChunk::isSetCrypto_metadata));
    }

    private static byte[] damaged(byte[] bytes, Random random) {
        byte[] damaged = bytes.clone();
        int changes = 1 + random.nextInt(2);
        for (int i = 0; i < changes; i++) {
            damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
        }
        return damaged;
    }

    private static <T> Optional<T> read(Parser<T> parser, byte[] bytes) {
        try {
            return Optional.of(parser.parse(bytes, 0, bytes.length));
        } catch (ContentException e) {
            return Optional.empty();
        }
    }

    private static byte[] bytes(TBase<?, ?> structure) throws TException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        structure.write(new TCompactProtocol(new TIOStreamTransport(bytes)));
        return bytes.toByteArray();
    }

    private static <T extends TBase<?, ?>> Optional<T> readByThrift(Class<T> type, byte[] bytes) {
        try {
            T read = type.getDeclaredConstructor().newInstance();
            read.read(new TCompactProtocol(new TIOStreamTransport(new ByteArrayInputStream(bytes))));
            return Optional.of(read);
        } catch (TException | RuntimeException e) {
            return Optional.empty();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void bytesThatEndTooEarlyAreNoStructure() throws TException {
        byte[] bytes = bytes(new RandomStructures(1).structure(FileMetaData.class));
        for (int length = 0; length < bytes.length; length++) {
            int cut = length;
            assertThatThrownBy(() -> FooterParser.parse(bytes, 0, cut)).isInstanceOf(ContentException.class);
        }
    }

    /** A list header of two billion elements in ten bytes. */
    @Test
    void aLengthThatTheBytesCannotHoldIsNoAllocation() {
        byte[] hostile = {0x29, (byte) 0xFC, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, 7, 0, 0, 0};
        assertThatThrownBy(() -> FooterParser.parse(hostile, 0, hostile.length))
                .isInstanceOf(ContentException.class)
                .hasMessageContaining("end too early");
    }

    @Test
    void structuresWithinEachOtherAreLimited() {
        byte[] nested = new byte[10_000];
        Arrays.fill(nested, (byte) 0x1C);
        assertThatThrownBy(() -> FooterParser.parse(nested, 0, nested.length))
                .isInstanceOf(ContentException.class)
                .hasMessageContaining("deeper than");
    }

    @Test
    void aValueOfANewerFormatIsUnsupportedAndNotDamage() throws TException {
        PageHeader header = new RandomStructures(3).structure(PageHeader.class);
        byte[] bytes = bytes(header);
        // The first field is the type, and its value the second byte.
        bytes[1] = 100;
        assertThatThrownBy(() -> PAGE_HEADER.parse(bytes, 0, bytes.length))
                .isInstanceOfSatisfying(
                        ContentException.class, e -> assertThat(e.reason()).isEqualTo(Reason.UNSUPPORTED))
                .hasMessage("the PageHeader has no type, or one that is not known here");
    }

    /** Thrift leaves it out of the list, and a reader that goes by the list would not know that it is missing. */
    @Test
    void anUnknownEncodingInAListRefusesTheFile() {
        // Row groups (field 4, a list of one) with columns (field 1), metadata (field 3) and encodings (field 2): 64.
        byte[] footer = {0x49, 0x1C, 0x19, 0x1C, 0x3C, 0x29, 0x15, (byte) 0x80, 1, 0, 0, 0, 0};
        assertThatThrownBy(() -> FooterParser.parse(footer, 0, footer.length))
                .isInstanceOfSatisfying(
                        ContentException.class, e -> assertThat(e.reason()).isEqualTo(Reason.UNSUPPORTED))
                .hasMessage("the ColumnMetaData has the unknown encoding 64");
    }
}
