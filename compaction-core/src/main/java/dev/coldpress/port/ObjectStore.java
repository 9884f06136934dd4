package dev.coldpress.port;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The store that holds a lake: its data files, and the small records by which compactors coordinate.
 *
 * <p>Contract, as far as a method does not say more:
 *
 * <ul>
 *   <li>Keys are relative to the root that the adapter was opened with.
 *   <li>What has been written, published or deleted is seen by every later request of any process (strong consistency).
 *   <li>Staged uploads and an adapter's own auxiliary files never show in a listing, a head or a read.
 *   <li>A request whose answer was lost may have taken effect, or may still do so later. Methods that change something
 *       tell this by their result; methods that only look throw {@link StoreException}.
 *   <li>An answer that is not whole is a lost one: one that broke off anywhere, or that lacks a part of a version, a
 *       key, or whether a listing goes on. So whatever is said to be absent, or to be at a version, was said by a whole
 *       answer.
 *   <li>Every request is bounded in time. Retries that are safe happen inside the adapter, in one layer.
 * </ul>
 *
 * <p>All implementations, fakes and decorators pass the contract suite of the module {@code compaction-testkit}.
 */
public interface ObjectStore extends AutoCloseable {

    StoreCapabilities capabilities();

    /**
     * Names the place of the root for as long as it lies there: bucket and prefix of an object store, the identity of
     * the directory on files. Every process that opens the same root gets the same name, by whatever path or endpoint,
     * and a copy of the root in another place has another one. Asks the store nothing that could fail.
     *
     * @return one line; empty if the adapter knows nothing that all processes would agree on
     */
    String location();

    /**
     * How many requests are worth having under way at once: so many partitions a run works on at once, unless it is
     * told otherwise. 1 unless an adapter knows better.
     */
    default int requestsAtOnce() {
        return 1;
    }

    /**
     * Whether an undelimited listing takes one request for each page, however many directories its objects lie in.
     * False unless an adapter knows better: a file system reads each directory by itself.
     */
    default boolean listsTreesByPage() {
        return false;
    }

    /**
     * Looks for objects in the directories above the root, up to the top of the bucket or of the file system. No other
     * method sees anything outside of the root.
     *
     * @param keys relative to each of those directories
     * @return where the nearest of them lies, as a text for people; empty if none is there. What this process may not
     *     look at counts as not there.
     * @throws StoreException if the store does not answer
     */
    Optional<String> firstAbove(List<ObjectKey> keys);

    /**
     * Lists a page of objects, in key order.
     *
     * <p>A prefix in {@link ListPage#prefixes()} may have no object below it: an empty directory, or one that holds
     * nothing but staged uploads. A prefix that has an object below it is always there.
     *
     * @throws StoreException if the store does not answer; an empty page always means that nothing is there
     */
    ListPage list(ListRequest request);

    /**
     * Hands on the objects of a listing, of all its pages.
     *
     * @throws StoreException if the store does not answer; some objects were handed on then
     */
    default void listEach(ListRequest first, Consumer<ListedObject> to) {
        @Nullable ListRequest request = first;
        while (request != null) {
            ListPage page = list(request);
            page.objects().forEach(to);
            String next = page.next();
            request = next == null ? null : request.after(next);
        }
    }

    /** The present write of a key, or empty if there is none. */
    Optional<ListedObject> head(ObjectKey key);

    /**
     * Reads a small object whole, at whatever version it has.
     *
     * @param maxBytes 1 or more
     * @return empty if there is no such object
     * @throws StoreException of kind {@code UNSUPPORTED} if the object is larger than {@code maxBytes}
     */
    Optional<StoredObject> get(ObjectKey key, int maxBytes);

    /**
     * Reads a range of one version of an object: fills {@code into} from its position to its limit.
     *
     * @param offset of the first byte in the object
     * @return {@link ReadResult#READ} and a full buffer; with any other answer the buffer's content is undefined
     * @throws IllegalArgumentException if the range is not inside {@code source.sizeBytes()}
     */
    ReadResult read(ObjectRef source, long offset, ByteBuffer into);

    /**
     * Writes a small object whole if the condition holds. Atomic with the check.
     *
     * @return {@link WriteResult.Conflict} if it does not; never without a condition
     * @throws StoreException of kind {@code UNSUPPORTED} if the store does not declare the condition
     */
    WriteResult put(ObjectKey key, byte[] body, WriteCondition condition);

    /**
     * Deletes objects, each only if its key still holds the version of the reference. Not atomic as a whole. The
     * adapter splits the list into the store's batches.
     *
     * @return an answer per object, in the order of the list
     */
    List<DeleteResult> delete(List<ObjectRef> objects);

    /**
     * Begins to write an object that nobody sees before it is published. When this returns, the upload exists at the
     * store under its token, for as long as a process lives that could publish it.
     */
    StagedUpload stage(ObjectKey key);

    /**
     * Ends a staged upload of any process. Once {@link AbortResult#ANSWERED} was returned, no publish of this token
     * succeeds any more, also none that is under way; an object that was published before stays. A token that the store
     * does not know any more is answered.
     *
     * @param key the key that the upload was staged for
     */
    AbortResult abort(ObjectKey key, UploadToken token);

    /**
     * Looks for uploads that were staged by any process and neither published nor aborted. On a store that other
     * programs use too, theirs may be among them. One that is staged or ended during the call may be found or not.
     *
     * @param prefix only uploads for keys below it
     * @param to is called by this thread, once for each
     */
    void staged(KeyPrefix prefix, Consumer<StagedObject> to);

    /** Frees connections. Staged uploads stay. */
    @Override
    void close();
}
