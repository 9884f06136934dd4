package dev.coldpress.survey;

import dev.coldpress.partition.LakeLayout;
import dev.coldpress.partition.TableFormatMark;
import dev.coldpress.port.KeyPrefix;
import dev.coldpress.port.ListPage;
import dev.coldpress.port.ListRequest;
import dev.coldpress.port.ListedObject;
import dev.coldpress.port.ObjectStore;
import dev.coldpress.port.StoreException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Lists a bounded part of a lake, level by level: of each level at most {@value #MAX_DIRECTORIES_PER_LEVEL}
 * directories, of each directory one page. Where there are more, those that are named alike are taken in turns, spread
 * evenly from the first to the last. For one thread, once.
 */
final class LakeSample {

    static final int MAX_DIRECTORIES_PER_LEVEL = 32;

    /** Deeper than the lakes of any tool; it bounds the work on a directory that is none. */
    static final int MAX_LEVELS = 16;

    static final int MAX_EXAMPLES = 3;

    private final ObjectStore store;
    private final KeyPrefix controlPrefix;
    private final ParquetNames parquetNames;
    private final List<SampledDirectory> directories = new ArrayList<>();
    private long otherFiles;
    private int requests;
    private boolean isWhole = true;

    LakeSample(ObjectStore store, KeyPrefix controlPrefix) {
        this.store = store;
        this.controlPrefix = controlPrefix;
        this.parquetNames = new ParquetNames(store);
    }

    /**
     * Looks below some directories. What cannot be listed for want of permission is passed over, unless it is one of
     * these.
     */
    void takeBelow(List<KeyPrefix> starts) {
        List<KeyPrefix> level = chosen(families(starts));
        for (int depth = 0; !level.isEmpty(); depth++) {
            if (depth == MAX_LEVELS) {
                isWhole = false;
                return;
            }
            List<List<KeyPrefix>> below = new ArrayList<>();
            for (KeyPrefix directory : level) {
                below.addAll(families(take(directory, depth == 0)));
            }
            level = chosen(below);
        }
    }

    List<SampledDirectory> directories() {
        return directories;
    }

    /** Visible files that are no Parquet files. */
    long otherFiles() {
        return otherFiles;
    }

    int requests() {
        return requests;
    }

    /** Whether every directory was looked at, to its end. */
    boolean isWhole() {
        return isWhole;
    }

    /** The directories in it, without those that nobody looks into. */
    private List<KeyPrefix> take(KeyPrefix directory, boolean isRequired) {
        ListPage page;
        try {
            requests++;
            page = store.list(ListRequest.level(directory));
        } catch (StoreException e) {
            isWhole = false;
            if (isRequired || e.kind() != StoreException.Kind.DENIED) {
                throw e;
            }
            return List.of();
        }
        if (TableFormatMark.in(store, page.prefixes(), page.objects()).isPresent()) {
            return List.of();
        }
        isWhole &= page.next() == null;
        takeFiles(directory, page.objects());
        return page.prefixes().stream().filter(this::mayHoldData).toList();
    }

    private boolean mayHoldData(KeyPrefix directory) {
        return !LakeLayout.isHidden(directory.name()) && !controlPrefix.contains(directory);
    }

    private void takeFiles(KeyPrefix directory, List<ListedObject> objects) {
        long files = 0;
        Set<String> globs = new TreeSet<>();
        List<String> examples = new ArrayList<>();
        for (ListedObject object : objects) {
            if (LakeLayout.isHidden(object.key().name())) {
                continue;
            }
            String glob = parquetNames.glob(object).orElse("");
            if (glob.isEmpty()) {
                otherFiles++;
                continue;
            }
            files++;
            globs.add(glob);
            if (examples.size() < MAX_EXAMPLES) {
                examples.add(object.key().path());
            }
        }
        if (files > 0) {
            directories.add(new SampledDirectory(directory, files, globs, examples));
        }
    }

    /** Those that are named alike together, in order. */
    private static List<List<KeyPrefix>> families(List<KeyPrefix> siblings) {
        Map<String, List<KeyPrefix>> families = new LinkedHashMap<>();
        siblings.forEach(one -> families.computeIfAbsent(NameShape.of(one.name()), shape -> new ArrayList<>())
                .add(one));
        return List.copyOf(families.values());
    }

    private List<KeyPrefix> chosen(List<List<KeyPrefix>> families) {
        int available = families.stream().mapToInt(Collection::size).sum();
        int[] shares = new int[families.size()];
        int left = Math.min(available, MAX_DIRECTORIES_PER_LEVEL);
        isWhole &= left == available;
        while (left > 0) {
            for (int i = 0; i < shares.length && left > 0; i++) {
                if (shares[i] < families.get(i).size()) {
                    shares[i]++;
                    left--;
                }
            }
        }
        List<KeyPrefix> chosen = new ArrayList<>();
        for (int i = 0; i < shares.length; i++) {
            chosen.addAll(spread(families.get(i), shares[i]));
        }
        return chosen;
    }

    private static List<KeyPrefix> spread(List<KeyPrefix> family, int count) {
        if (count <= 1) {
            return family.subList(0, count);
        }
        List<KeyPrefix> spread = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            spread.add(family.get((int) ((long) i * (family.size() - 1) / (count - 1))));
        }
        return spread;
    }
}
