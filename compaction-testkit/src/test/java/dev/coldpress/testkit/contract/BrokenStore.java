package dev.coldpress.testkit.contract;

import dev.coldpress.port.AbortResult;
import dev.coldpress.port.DeleteResult;
import dev.coldpress.port.ListPage;
import dev.coldpress.port.ListRequest;
import dev.coldpress.port.ListedObject;
import dev.coldpress.port.ObjectKey;
import dev.coldpress.port.ObjectRef;
import dev.coldpress.port.ObjectStore;
import dev.coldpress.port.PublishResult;
import dev.coldpress.port.ReadResult;
import dev.coldpress.port.StagedUpload;
import dev.coldpress.port.StoreCapabilities;
import dev.coldpress.port.UploadToken;
import dev.coldpress.port.WriteCondition;
import dev.coldpress.port.WriteResult;
import dev.coldpress.testkit.ManualClock;
import dev.coldpress.testkit.store.ForwardingStore;
import dev.coldpress.testkit.store.InMemoryObjectStore;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;

/** Mistakes of adapters, each with the test of the contract that must find it. */
@SuppressWarnings("ImmutableEnumChecker") // capabilities and lambdas do not change either
enum BrokenStore {
    SORTS_AS_JAVA_STRINGS("keysAreListedInTheOrderOfTheirUtf8Bytes", real -> new ForwardingStore(real) {
        @Override
        public ListPage list(ListRequest request) {
            ListPage page = real.list(request);
            List<ListedObject> objects = new ArrayList<>(page.objects());
            objects.sort(Comparator.comparing(object -> object.key().path()));
            return new ListPage(objects, page.prefixes(), page.next());
        }
    }),
    LISTS_A_PREFIX_AGAIN_AFTER_ITSELF("aLevelIsTheSameInPagesOfAnySize", real -> new ForwardingStore(real) {
        @Override
        public ListPage list(ListRequest request) {
            String start = request.startAfter();
            return real.list(start == null ? request : request.after(start.replaceFirst("/$", "")));
        }
    }),
    SHOWS_STAGED_UPLOADS("anUploadIsInvisibleUntilItIsPublished", real -> new ForwardingStore(real) {
        @Override
        public StagedUpload stage(ObjectKey key) {
            real.add(key.parent().key(".staged"), new byte[1]);
            return real.stage(key);
        }
    }),
    READS_WHATEVER_VERSION_THERE_IS("aReadOfAnOverwrittenObjectSaysSo", real -> new ForwardingStore(real) {
        @Override
        public ReadResult read(ObjectRef source, long offset, ByteBuffer into) {
            ObjectRef present = head(source.key()).map(ListedObject::ref).orElse(source);
            return real.read(present, offset, into);
        }
    }),
    LOOKS_BEFORE_IT_CREATES("ofManyWhoCreateExactlyOneWins", real -> new ForwardingStore(real) {
        @Override
        public WriteResult put(ObjectKey key, byte[] body, WriteCondition condition) {
            if (condition.kind() != WriteCondition.Kind.ABSENT) {
                return real.put(key, body, condition);
            }
            if (head(key).isPresent()) {
                return new WriteResult.Conflict();
            }
            beSlow();
            return new WriteResult.Written(real.add(key, body).version());
        }
    }),
    LOOKS_BEFORE_IT_REPLACES("noIncrementOfACounterIsLost", real -> new ForwardingStore(real) {
        @Override
        public WriteResult put(ObjectKey key, byte[] body, WriteCondition condition) {
            if (condition.kind() != WriteCondition.Kind.AT_VERSION) {
                return real.put(key, body, condition);
            }
            boolean same = head(key)
                    .filter(object -> object.ref().version().equals(condition.version()))
                    .isPresent();
            beSlow();
            return same ? new WriteResult.Written(real.add(key, body).version()) : new WriteResult.Conflict();
        }
    }),
    CREATES_WHAT_IT_WAS_TO_REPLACE(
            "replaceOfAnAbsentKeyIsAConflictAndCreatesNothing", real -> new ForwardingStore(real) {
                @Override
                public WriteResult put(ObjectKey key, byte[] body, WriteCondition condition) {
                    return real.put(key, body, head(key).isEmpty() ? WriteCondition.ABSENT : condition);
                }
            }),
    HAS_VERSIONS_THAT_COME_AGAIN(
            "equalBodiesHaveDifferentVersionsWhereVersionsAreUnique",
            new StoreCapabilities(true, true, true, true, false, true),
            real -> new ForwardingStore(real) {
                @Override
                public StoreCapabilities capabilities() {
                    return StoreCapabilities.ALL;
                }
            }),
    DOES_WHAT_IT_DOES_NOT_DECLARE("createIsRefusedIfNotDeclared", real -> new ForwardingStore(real) {
        @Override
        public StoreCapabilities capabilities() {
            return new StoreCapabilities(false, true, true, true, true, true);
        }
    }),
    DELETES_WHATEVER_VERSION_THERE_IS("anotherVersionIsLeftAloneAndTold", real -> new ForwardingStore(real) {
        @Override
        public List<DeleteResult> delete(List<ObjectRef> objects) {
            objects.forEach(object -> real.remove(object.key()));
            return Collections.nCopies(objects.size(), DeleteResult.DELETED);
        }
    }),
    DELETES_ONE_BATCH_ONLY("answersComeInTheOrderOfTheListHoweverLongItIs", real -> new ForwardingStore(real) {
        @Override
        public List<DeleteResult> delete(List<ObjectRef> objects) {
            return real.delete(objects.subList(0, Math.min(1_000, objects.size())));
        }
    }),
    OVERWRITES_ON_PUBLISH(
            "aPublishNeverOverwrites",
            real -> new PublishingOtherwise(real, upload -> {
                PublishResult result = upload.publishAsItShould();
                boolean taken = real.stagedUploads().contains(upload.token());
                if (taken) {
                    real.add(upload.key(), upload.written());
                    return new PublishResult.Published();
                }
                return result;
            })),
    PUBLISHES_AGAIN_AND_AGAIN(
            "aSecondPublishNeverBringsBackADeletedObject",
            real -> new PublishingOtherwise(real, upload -> {
                upload.publishAsItShould();
                return result(real.put(upload.key(), upload.written(), WriteCondition.ABSENT));
            })),
    PUBLISHES_LATER_THAN_IT_CHECKS(
            "afterAnAnsweredAbortTheHeadIsFinalAlsoWhileAPublishIsUnderWay",
            real -> new PublishingOtherwise(real, upload -> {
                if (!real.stagedUploads().contains(upload.token())) {
                    return new PublishResult.Refused("aborted");
                }
                beSlow();
                return result(real.put(upload.key(), upload.written(), WriteCondition.ABSENT));
            })),
    ABORTS_NOTHING("anAbortedUploadCannotBePublished", real -> new ForwardingStore(real) {
        @Override
        public AbortResult abort(ObjectKey key, UploadToken token) {
            return AbortResult.ANSWERED;
        }
    }),
    ABORTS_WHAT_WAS_PUBLISHED(
            "anAbortOfAPublishedUploadIsAnsweredAndTheObjectStays", real -> new ForwardingStore(real) {
                @Override
                public AbortResult abort(ObjectKey key, UploadToken token) {
                    real.remove(key);
                    return real.abort(key, token);
                }
            });

    final String testThatFindsIt;
    private final StoreCapabilities capabilities;
    private final Function<InMemoryObjectStore, ObjectStore> breaking;

    BrokenStore(String testThatFindsIt, Function<InMemoryObjectStore, ObjectStore> breaking) {
        this(testThatFindsIt, StoreCapabilities.ALL, breaking);
    }

    BrokenStore(
            String testThatFindsIt,
            StoreCapabilities capabilities,
            Function<InMemoryObjectStore, ObjectStore> breaking) {
        this.testThatFindsIt = testThatFindsIt;
        this.capabilities = capabilities;
        this.breaking = breaking;
    }

    InMemoryObjectStore openReal() {
        return new InMemoryObjectStore(new ManualClock(Instant.EPOCH), capabilities);
    }

    ObjectStore over(InMemoryObjectStore real) {
        return breaking.apply(real);
    }

    private static void beSlow() {
        LockSupport.parkNanos(100_000);
    }

    private static PublishResult result(WriteResult result) {
        return result instanceof WriteResult.Written
                ? new PublishResult.Published()
                : new PublishResult.Refused("the key is taken");
    }

    /** A store with another way to publish. */
    private static final class PublishingOtherwise extends ForwardingStore {

        private final Function<Remembering, PublishResult> publish;

        PublishingOtherwise(InMemoryObjectStore real, Function<Remembering, PublishResult> publish) {
            super(real);
            this.publish = publish;
        }

        @Override
        protected StagedUpload around(StagedUpload upload) {
            return new Remembering(upload);
        }

        /** An upload that remembers what was written to it. */
        private final class Remembering extends AroundUpload {

            private final ByteArrayOutputStream written = new ByteArrayOutputStream();

            Remembering(StagedUpload upload) {
                super(upload);
            }

            byte[] written() {
                return written.toByteArray();
            }

            @Override
            public void write(ByteBuffer bytes) {
                byte[] copy = new byte[bytes.remaining()];
                bytes.duplicate().get(copy);
                written.writeBytes(copy);
                super.write(bytes);
            }

            PublishResult publishAsItShould() {
                return super.publish();
            }

            @Override
            public PublishResult publish() {
                return publish.apply(this);
            }
        }
    }
}
