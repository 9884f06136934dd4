package dev.coldpress.s3;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coldpress.port.DeleteResult;
import dev.coldpress.port.DeleteResult.Outcome;
import dev.coldpress.port.ListPage;
import dev.coldpress.port.ListRequest;
import dev.coldpress.port.ListedObject;
import dev.coldpress.port.ObjectKey;
import dev.coldpress.port.ObjectRef;
import dev.coldpress.port.ObjectVersion;
import dev.coldpress.port.PublishResult;
import dev.coldpress.port.ReadResult;
import dev.coldpress.port.StagedObject;
import dev.coldpress.port.StagedUpload;
import dev.coldpress.port.StoreException;
import dev.coldpress.port.WriteCondition;
import dev.coldpress.port.WriteResult;
import dev.coldpress.testkit.contract.StoreUnderTest;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What a commit asks of a store. Each call checks that what it is told is true, or that it is told that nothing is
 * known; the truth is looked up by a way on which nothing is cut.
 */
public enum StoreCall {
    HEAD {
        @Override
        public Call prepare(Ground ground) {
            ObjectRef there = ground.put("x", TEXT);
            return () -> {
                assertThat(ground.wired().head(there.key()).map(ListedObject::ref))
                        .contains(there);
                return Told.TRUTH;
            };
        }
    },
    HEAD_OF_AN_EMPTY_OBJECT {
        @Override
        public Call prepare(Ground ground) {
            ObjectRef there = ground.put("x", "");
            return () -> {
                assertThat(ground.wired().head(there.key()).map(ListedObject::ref))
                        .contains(there);
                return Told.TRUTH;
            };
        }
    },
    HEAD_OF_NOTHING {
        @Override
        public Call prepare(Ground ground) {
            return () -> {
                assertThat(ground.wired().head(ground.key("x"))).isEmpty();
                return Told.TRUTH;
            };
        }
    },
    GET {
        @Override
        public Call prepare(Ground ground) {
            ObjectRef there = ground.put("x", TEXT);
            return () -> {
                var got = ground.wired().get(there.key(), 100).orElseThrow();
                assertThat(got.version()).isEqualTo(there.version());
                assertThat(got.body()).isEqualTo(bytes(TEXT));
                return Told.TRUTH;
            };
        }
    },
    GET_OF_NOTHING {
        @Override
        public Call prepare(Ground ground) {
            return () -> {
                assertThat(ground.wired().get(ground.key("x"), 100)).isEmpty();
                return Told.TRUTH;
            };
        }
    },
    READ {
        @Override
        public Call prepare(Ground ground) {
            ObjectRef there = ground.put("x", TEXT);
            return () -> {
                assertThat(new StoreUnderTest(ground.wired()).read(there, 3, 7))
                        .isEqualTo(bytes(TEXT.substring(3, 10)));
                return Told.TRUTH;
            };
        }
    },
    READ_OF_ANOTHER_VERSION {
        @Override
        public Call prepare(Ground ground) {
            ObjectRef old = ground.put("x", TEXT);
            ground.direct().overwrite(old, "another");
            return () -> {
                assertThat(ground.wired().read(old, 0, ByteBuffer.allocate(5))).isEqualTo(ReadResult.OTHER_VERSION);
                return Told.TRUTH;
            };
        }
    },
    READ_OF_NOTHING {
        @Override
        public Call prepare(Ground ground) {
            ObjectRef gone = ground.put("x", TEXT);
            ground.direct().delete(gone);
            return () -> {
                assertThat(ground.wired().read(gone, 0, ByteBuffer.allocate(5))).isEqualTo(ReadResult.NOT_FOUND);
                return Told.TRUTH;
            };
        }
    },
    LIST {
        @Override
        public Call prepare(Ground ground) {
            ground.put("x", TEXT);
            ground.put("y", TEXT);
            ground.put("z", TEXT);
            return () -> {
                ListRequest request = new ListRequest(ground.below(), false, null, 2);
                ListPage page = ground.wired().list(request);
                assertThat(page).isEqualTo(ground.direct().store().list(request));
                assertThat(page.objects()).hasSize(2);
                assertThat(page.next()).isNotNull();
                return Told.TRUTH;
            };
        }
    },
    LIST_OF_DIRECTORIES {
        @Override
        public Call prepare(Ground ground) {
            ground.put("a/x", TEXT);
            ground.put("b/x", TEXT);
            return () -> {
                assertThat(ground.wired()
                                .list(ListRequest.level(ground.below()))
                                .prefixes())
                        .hasSize(2);
                return Told.TRUTH;
            };
        }
    },
    LIST_OF_NOTHING {
        @Override
        public Call prepare(Ground ground) {
            return () -> {
                assertThat(ground.wired()
                                .list(ListRequest.level(ground.below()))
                                .isEmpty())
                        .isTrue();
                return Told.TRUTH;
            };
        }
    },
    CREATE {
        @Override
        public Call prepare(Ground ground) {
            return () -> ground.written(TEXT, ground.wired().put(ground.key("x"), bytes(TEXT), WriteCondition.ABSENT));
        }
    },
    CREATE_OF_WHAT_IS_THERE {
        @Override
        public Call prepare(Ground ground) {
            ObjectRef there = ground.put("x", TEXT);
            return () ->
                    ground.notWritten(there, ground.wired().put(there.key(), bytes("another"), WriteCondition.ABSENT));
        }
    },
    REPLACE {
        @Override
        public Call prepare(Ground ground) {
            ObjectRef old = ground.put("x", "old");
            return () ->
                    ground.written(TEXT, ground.wired().put(old.key(), bytes(TEXT), WriteCondition.at(old.version())));
        }
    },
    REPLACE_OF_ANOTHER_VERSION {
        @Override
        public Call prepare(Ground ground) {
            ObjectVersion old = ground.put("x", "old").version();
            ground.direct().delete(new ObjectRef(ground.key("x"), old, 3));
            ObjectRef there = ground.put("x", TEXT);
            return () ->
                    ground.notWritten(there, ground.wired().put(there.key(), bytes("another"), WriteCondition.at(old)));
        }
    },
    REPLACE_OF_NOTHING {
        @Override
        public Call prepare(Ground ground) {
            ObjectRef gone = ground.put("x", TEXT);
            ground.direct().delete(gone);
            return () -> {
                WriteResult result =
                        ground.wired().put(gone.key(), bytes("another"), WriteCondition.at(gone.version()));
                assertThat(result).isNotInstanceOf(WriteResult.Written.class);
                assertThat(ground.present("x")).isEmpty();
                return result instanceof WriteResult.Conflict ? Told.TRUTH : Told.UNKNOWN;
            };
        }
    },
    PUT {
        @Override
        public Call prepare(Ground ground) {
            return () -> ground.written(TEXT, ground.wired().put(ground.key("x"), bytes(TEXT), WriteCondition.NONE));
        }
    },
    DELETE_OF_ONE {
        @Override
        public Call prepare(Ground ground) {
            ObjectRef there = ground.put("x", TEXT);
            return () -> ground.deleted(List.of(there));
        }
    },
    DELETE_OF_SEVERAL {
        @Override
        public Call prepare(Ground ground) {
            List<ObjectRef> there = List.of(ground.put("x", TEXT), ground.put("y", TEXT), ground.put("z", TEXT));
            return () -> ground.deleted(there);
        }
    },
    DELETE_OF_ANOTHER_VERSION {
        @Override
        public Call prepare(Ground ground) {
            ObjectRef old = ground.put("x", "old");
            ObjectRef there = ground.direct().overwrite(old, TEXT);
            return () -> {
                DeleteResult result = ground.wired().delete(List.of(old)).get(0);
                assertThat(result.outcome()).isIn(Outcome.OTHER_VERSION, Outcome.UNKNOWN);
                assertThat(ground.present("x")).contains(there);
                return result.isAnswered() ? Told.TRUTH : Told.UNKNOWN;
            };
        }
    },
    DELETE_OF_NOTHING {
        @Override
        public Call prepare(Ground ground) {
            ObjectRef gone = ground.put("x", TEXT);
            ground.direct().delete(gone);
            return () -> {
                DeleteResult result = ground.wired().delete(List.of(gone)).get(0);
                assertThat(result.outcome()).isIn(Outcome.NOT_FOUND, Outcome.UNKNOWN);
                return result.isAnswered() ? Told.TRUTH : Told.UNKNOWN;
            };
        }
    },
    STAGE {
        @Override
        public Call prepare(Ground ground) {
            return () -> {
                try (StagedUpload upload = ground.wired().stage(ground.key("x"))) {
                    assertThat(ground.uploads()).extracting(StagedObject::token).contains(upload.token());
                }
                return Told.TRUTH;
            };
        }
    },
    WRITE {
        @Override
        public Call prepare(Ground ground) {
            StagedUpload upload = ground.wired().stage(ground.key("x"));
            return () -> {
                try (upload) {
                    upload.write(ByteBuffer.wrap(bytes(TEXT)));
                    upload.seal();
                    return ground.published(upload, TEXT.length());
                }
            };
        }
    },
    COPY {
        @Override
        public Call prepare(Ground ground) {
            ObjectRef source = ground.largeObject();
            StagedUpload upload = ground.wired().stage(ground.key("x"));
            return () -> {
                try (upload) {
                    assertThat(upload.copyFrom(source, 0, source.sizeBytes())).isEqualTo(ReadResult.READ);
                    upload.seal();
                    Told told = ground.published(upload, ground.copiedBytes());
                    // There are many of these, and the server has them on the heap.
                    ground.present("x").ifPresent(ground.direct()::delete);
                    return told;
                }
            };
        }
    },
    PUBLISH {
        @Override
        public Call prepare(Ground ground) {
            StagedUpload upload = new StoreUnderTest(ground.wired()).sealed(ground.path("x"), TEXT);
            return () -> {
                try (upload) {
                    return ground.published(upload, TEXT.length());
                }
            };
        }
    },
    PUBLISH_TO_A_KEY_THAT_IS_TAKEN {
        @Override
        public Call prepare(Ground ground) {
            StagedUpload upload = new StoreUnderTest(ground.wired()).sealed(ground.path("x"), TEXT);
            ObjectRef there = ground.put("x", "another");
            return () -> {
                try (upload) {
                    PublishResult result = upload.publish();
                    assertThat(result).isNotInstanceOf(PublishResult.Published.class);
                    assertThat(ground.present("x")).contains(there);
                    return result instanceof PublishResult.Refused ? Told.TRUTH : Told.UNKNOWN;
                }
            };
        }
    },
    ABORT {
        @Override
        public Call prepare(Ground ground) {
            StagedUpload upload = new StoreUnderTest(ground.wired()).sealed(ground.path("x"), TEXT);
            return () -> {
                try (upload) {
                    return ground.aborted(upload);
                }
            };
        }
    },
    ABORT_OF_WHAT_WAS_ABORTED {
        @Override
        public Call prepare(Ground ground) {
            StagedUpload upload = new StoreUnderTest(ground.wired()).sealed(ground.path("x"), TEXT);
            ground.direct().store().abort(upload.key(), upload.token());
            return () -> {
                try (upload) {
                    return ground.aborted(upload);
                }
            };
        }
    },
    STAGED {
        @Override
        public Call prepare(Ground ground) {
            List<ObjectKey> keys = List.of(ground.key("x"), ground.key("y"));
            keys.forEach(key -> ground.direct().store().stage(key).close());
            return () -> {
                List<StagedObject> found = new ArrayList<>();
                ground.wired().staged(ground.below(), found::add);
                assertThat(found).extracting(StagedObject::key).containsExactlyElementsOf(keys);
                return Told.TRUTH;
            };
        }
    };

    public static final String TRUTH = "the truth";
    public static final String UNKNOWN = "unknown";

    private static final String TEXT = "0123456789abcdef";

    /** What a call was told. A false word fails the test. */
    public enum Told {
        TRUTH,
        UNKNOWN
    }

    /** A call that has only to be made. */
    @FunctionalInterface
    public interface Call {

        /**
         * Makes it.
         *
         * @throws StoreException if the store does not tell
         */
        Told make();
    }

    /** Makes what the call needs, by the way on which nothing is cut as far as it can. */
    public abstract Call prepare(Ground ground);

    /** Whether the publish with which the call may end is a part of it, and not of the look at what came of it. */
    boolean isPublish() {
        return this == PUBLISH || this == PUBLISH_TO_A_KEY_THAT_IS_TAKEN;
    }

    /** What came of a call: {@link #TRUTH}, {@link #UNKNOWN}, or a line about what should not be. */
    public static String outcomeOf(Call prepared) {
        try {
            return prepared.make() == Told.TRUTH ? TRUTH : UNKNOWN;
        } catch (StoreException e) {
            return e.kind() == StoreException.Kind.UNAVAILABLE ? UNKNOWN : e.kind() + ": " + e.getMessage();
        } catch (RuntimeException | AssertionError e) {
            String said = e.getClass().getSimpleName() + ": " + e.getMessage();
            return said.lines().map(String::strip).collect(Collectors.joining(" "));
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
