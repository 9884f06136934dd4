package dev.coldpress.app.serve;

import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.jspecify.annotations.Nullable;

/**
 * Bounds how many connections are open, by closing the oldest, or nearly the oldest: refusing new ones would let
 * whoever holds the old ones keep everybody else out. Several threads at once.
 */
final class OpenConnections implements Connection.Listener {

    private final int max;
    private final Set<EndPoint> oldestFirst = new LinkedHashSet<>();

    OpenConnections(int max) {
        this.max = max;
    }

    @Override
    public void onOpened(Connection connection) {
        EndPoint tooMany = add(connection.getEndPoint());
        if (tooMany != null) {
            tooMany.close();
        }
    }

    private synchronized @Nullable EndPoint add(EndPoint opened) {
        oldestFirst.add(opened);
        if (oldestFirst.size() <= max) {
            return null;
        }
        Iterator<EndPoint> all = oldestFirst.iterator();
        EndPoint oldest = all.next();
        all.remove();
        return oldest;
    }

    @Override
    public synchronized void onClosed(Connection connection) {
        oldestFirst.remove(connection.getEndPoint());
    }
}
