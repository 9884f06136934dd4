package dev.coldpress.protocol;

import dev.coldpress.port.AbortResult;
import dev.coldpress.port.DeleteResult;
import dev.coldpress.port.ObjectKey;
import dev.coldpress.port.ObjectRef;
import dev.coldpress.port.ObjectStore;
import dev.coldpress.port.UploadToken;
import dev.coldpress.port.WriteCondition;
import dev.coldpress.port.WriteCondition.Kind;
import dev.coldpress.port.WriteResult;
import dev.coldpress.testkit.store.ForwardingStore;
import dev.coldpress.testkit.store.InMemoryObjectStore;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;

/** What stores take for granted that do not know the conditions of a request, each with what the probe calls it. */
@SuppressWarnings("ImmutableEnumChecker") // lambdas do not change either
enum LyingStore {
    CREATES_OVER_WHAT_IS_THERE("create an object only where none is", real -> new ForwardingStore(real) {
        @Override
        public WriteResult put(ObjectKey key, byte[] body, WriteCondition condition) {
            return real.put(key, body, condition.kind() == Kind.ABSENT ? WriteCondition.NONE : condition);
        }
    }),
    REPLACES_WHATEVER_VERSION_THERE_IS(
            "replace only the expected version of an object", real -> new ForwardingStore(real) {
                @Override
                public WriteResult put(ObjectKey key, byte[] body, WriteCondition condition) {
                    return real.put(key, body, condition.kind() == Kind.AT_VERSION ? WriteCondition.NONE : condition);
                }
            }),
    DELETES_WHATEVER_VERSION_THERE_IS(
            "delete only the expected version of an object", real -> new ForwardingStore(real) {
                @Override
                public List<DeleteResult> delete(List<ObjectRef> objects) {
                    objects.forEach(object -> real.remove(object.key()));
                    return Collections.nCopies(objects.size(), DeleteResult.DELETED);
                }
            }),
    DELETES_ALTHOUGH_IT_SAYS_OTHERWISE(
            "delete only the expected version of an object", real -> new ForwardingStore(real) {
                @Override
                public List<DeleteResult> delete(List<ObjectRef> objects) {
                    List<DeleteResult> honest = real.delete(objects);
                    objects.forEach(object -> real.remove(object.key()));
                    return honest;
                }
            }),
    DELETES_NOTHING("delete an object", real -> new ForwardingStore(real) {
        @Override
        public List<DeleteResult> delete(List<ObjectRef> objects) {
            return objects.stream()
                    .map(object -> head(object.key())
                                    .filter(present -> present.ref().equals(object))
                                    .isPresent()
                            ? DeleteResult.DELETED
                            : DeleteResult.OTHER_VERSION)
                    .toList();
        }
    }),
    ABORTS_NOTHING("never publish an upload that was aborted", real -> new ForwardingStore(real) {
        @Override
        public AbortResult abort(ObjectKey key, UploadToken token) {
            return AbortResult.ANSWERED;
        }
    });

    final String ability;
    private final Function<InMemoryObjectStore, ObjectStore> breaking;

    LyingStore(String ability, Function<InMemoryObjectStore, ObjectStore> breaking) {
        this.ability = ability;
        this.breaking = breaking;
    }

    ObjectStore over(InMemoryObjectStore honest) {
        return breaking.apply(honest);
    }
}
