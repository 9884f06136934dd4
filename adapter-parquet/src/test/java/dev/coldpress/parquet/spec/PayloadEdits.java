package dev.coldpress.parquet.spec;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.CRC32;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;

/**
 * Damage below the compression, with sizes and checksums made right again: levels, run lengths, ids, lengths of
 * strings.
 */
final class PayloadEdits {

    /**
     * Headers of runs: the longest repeated run, the longest bit-packed one, a number without end, and an empty run.
     */
    private static final List<byte[]> RUN_HEADERS = List.of(
            new byte[] {-2, -1, -1, -1, 15, 0},
            new byte[] {-1, -1, -1, -1, 15, 0},
            new byte[] {-1, -1, -1, -1, -1, -1, -1, -1, -1, -1},
            new byte[] {0, 0},
            new byte[] {-1, -1, -1, 127},
            new byte[] {-128, -128, -128, -128, 8, 1});

    private final Random random;
    private final StringBuilder description;

    PayloadEdits(Random random, StringBuilder description) {
        this.random = random;
        this.description = description;
    }

    byte[] apply(byte[] file) throws IOException {
        FileAnatomy anatomy = FileAnatomy.of(file);
        int victim = random.nextInt(anatomy.chunkCount());
        return FileRewriter.withPages(anatomy, (chunk, ordinal) -> {
            List<FileRewriter.NewPage> pages = FileRewriter.pages(chunk);
            if (ordinal == victim) {
                int index = random.nextInt(pages.size());
                description.append("page ").append(index).append(": ");
                pages.set(
                        index,
                        edited(pages.get(index), chunk.metadata().getCodec().name()));
            }
            return pages;
        });
    }

    private FileRewriter.NewPage edited(FileRewriter.NewPage page, String codecName) throws IOException {
        PageHeader header = page.header();
        int levels = header.isSetData_page_header_v2()
                ? header.getData_page_header_v2().getRepetition_levels_byte_length()
                        + header.getData_page_header_v2().getDefinition_levels_byte_length()
                : 0;
        boolean compressed = !header.isSetData_page_header_v2()
                || (header.getData_page_header_v2().isIs_compressed() && page.payload().length > levels);
        CompressionCodecName codec =
                compressed ? CompressionCodecName.valueOf(codecName) : CompressionCodecName.UNCOMPRESSED;
        byte[] plain = SampleCodecs.decompress(
                codec,
                Arrays.copyOfRange(page.payload(), levels, page.payload().length),
                header.getUncompressed_page_size() - levels);
        byte[] levelBytes = Arrays.copyOf(page.payload(), levels);
        boolean inLevels = levels > 0 && random.nextBoolean();
        byte[] newLevels = inLevels ? overwritten(levelBytes) : levelBytes;
        byte[] newPlain = inLevels ? plain : resized(plain);
        ByteArrayOutputStream payload = new ByteArrayOutputStream();
        payload.writeBytes(newLevels);
        payload.writeBytes(SampleCodecs.compress(codec, newPlain));
        header.setUncompressed_page_size(levels + newPlain.length);
        return finished(header, payload.toByteArray());
    }

    private static FileRewriter.NewPage finished(PageHeader header, byte[] payload) {
        CRC32 crc = new CRC32();
        crc.update(payload);
        header.setCompressed_page_size(payload.length);
        if (header.isSetCrc()) {
            header.setCrc((int) crc.getValue());
        }
        return new FileRewriter.NewPage(header, payload);
    }

    private byte[] resized(byte[] plain) {
        return switch (random.nextInt(6)) {
            case 0 -> {
                description.append("values cut short");
                yield Arrays.copyOf(plain, plain.length == 0 ? 0 : random.nextInt(plain.length));
            }
            case 1 -> {
                description.append("values followed by zeros");
                yield Arrays.copyOf(plain, plain.length + 1 + random.nextInt(40));
            }
            default -> overwritten(plain);
        };
    }

    private byte[] overwritten(byte[] bytes) {
        byte[] mutant = bytes.clone();
        if (mutant.length == 0) {
            description.append("nothing to edit");
            return mutant;
        }
        byte[] hostile = RUN_HEADERS.get(random.nextInt(RUN_HEADERS.size()));
        int at = random.nextBoolean() ? Math.min(4, mutant.length - 1) : random.nextInt(mutant.length);
        if (random.nextBoolean()) {
            at = random.nextInt(Math.min(mutant.length, 8));
        }
        if (random.nextInt(3) == 0) {
            mutant[at] ^= (byte) (1 << random.nextInt(8));
            description.append("bit flip at ").append(at);
        } else {
            System.arraycopy(hostile, 0, mutant, at, Math.min(hostile.length, mutant.length - at));
            description.append("hostile run at ").append(at);
        }
        return mutant;
    }
}
