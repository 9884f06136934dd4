package dev.coldpress.localfs;

import dev.coldpress.port.ListPage;
import dev.coldpress.port.ListedObject;
import dev.coldpress.port.ObjectRef;
import dev.coldpress.port.ObjectStore;
import dev.coldpress.port.ObjectVersion;
import dev.coldpress.port.StoredObject;
import dev.coldpress.port.WriteResult.Written;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Optional;

/**
 * A store that tells versions as it did before the change time was a part of them: what is written through it is as
 * old.
 */
final class FormerVersions {

    private FormerVersions() {}

    static ObjectStore of(ObjectStore store) {
        return (ObjectStore) Proxy.newProxyInstance(
                ObjectStore.class.getClassLoader(), new Class<?>[] {ObjectStore.class}, (proxy, method, arguments) -> {
                    try {
                        return former(method.invoke(store, arguments));
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private static Object former(Object answer) {
        if (answer instanceof ListPage page) {
            return new ListPage(
                    page.objects().stream().map(FormerVersions::listed).toList(), page.prefixes(), page.next());
        }
        if (answer instanceof Written written) {
            return new Written(version(written.version()));
        }
        if (answer instanceof Optional<?> found) {
            return found.map(FormerVersions::former);
        }
        if (answer instanceof StoredObject object) {
            return new StoredObject(version(object.version()), object.body());
        }
        return answer instanceof ListedObject object ? listed(object) : answer;
    }

    private static ListedObject listed(ListedObject object) {
        ObjectRef ref = object.ref();
        return new ListedObject(
                new ObjectRef(ref.key(), version(ref.version()), ref.sizeBytes()), object.lastModified());
    }

    private static ObjectVersion version(ObjectVersion version) {
        return new ObjectVersion(version.token().substring(0, version.token().indexOf('~')));
    }
}
