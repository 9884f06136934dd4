package dev.coldpress.acceptance.soak;

import dev.coldpress.port.AroundStore;
import dev.coldpress.port.KeyPrefix;
import dev.coldpress.port.ListPage;
import dev.coldpress.port.ListRequest;
import dev.coldpress.port.ListedObject;
import dev.coldpress.port.ObjectKey;
import dev.coldpress.port.ObjectStore;
import dev.coldpress.port.StagedObject;
import dev.coldpress.port.StoreOperation;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** A store as it is, but for the times of its objects, which it tells by a {@link FastClock}. */
final class FastTimeStore extends AroundStore {

    private final FastClock clock;

    FastTimeStore(ObjectStore real, FastClock clock) {
        super(real);
        this.clock = clock;
    }

    @Override
    protected <T> T call(StoreOperation operation, String target, Supplier<T> call) {
        return call.get();
    }

    private ListedObject timed(ListedObject object) {
        return new ListedObject(object.ref(), clock.at(object.lastModified()));
    }

    @Override
    public ListPage list(ListRequest request) {
        ListPage page = super.list(request);
        return new ListPage(page.objects().stream().map(this::timed).toList(), page.prefixes(), page.next());
    }

    @Override
    public Optional<ListedObject> head(ObjectKey key) {
        return super.head(key).map(this::timed);
    }

    @Override
    public void staged(KeyPrefix prefix, Consumer<StagedObject> to) {
        super.staged(
                prefix, found -> to.accept(new StagedObject(found.key(), found.token(), clock.at(found.lastActive()))));
    }
}
