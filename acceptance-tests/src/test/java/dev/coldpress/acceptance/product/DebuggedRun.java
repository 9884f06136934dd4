package dev.coldpress.acceptance.product;

import com.sun.jdi.Bootstrap;
import com.sun.jdi.Location;
import com.sun.jdi.Method;
import com.sun.jdi.ReferenceType;
import com.sun.jdi.VMDisconnectedException;
import com.sun.jdi.VirtualMachine;
import com.sun.jdi.connect.Connector.Argument;
import com.sun.jdi.connect.IllegalConnectorArgumentsException;
import com.sun.jdi.connect.ListeningConnector;
import com.sun.jdi.event.BreakpointEvent;
import com.sun.jdi.event.ClassPrepareEvent;
import com.sun.jdi.event.Event;
import com.sun.jdi.event.EventSet;
import com.sun.jdi.request.ClassPrepareRequest;
import com.sun.jdi.request.EventRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The command in a process of its own, under a debugger: it stands still where a method begins, until it is told to go
 * on, or is killed there. So a test meets the very moment that it is about, with the jars as they are released. For one
 * thread.
 */
public final class DebuggedRun implements AutoCloseable {

    private static final String CONNECTOR = "com.sun.jdi.SocketListen";
    private static final String HOST = "127.0.0.1";
    private static final String LONGEST_START_MILLIS = "60000";
    private static final Duration LONGEST_RUN = Duration.ofMinutes(5);

    private final ColdpressProcess process;
    private final VirtualMachine vm;

    private DebuggedRun(ColdpressProcess process, VirtualMachine vm) {
        this.process = process;
        this.vm = vm;
    }

    private static void set(Map<String, Argument> settings, String name, String value) {
        Objects.requireNonNull(settings.get(name), name).setValue(value);
    }

    /** Starts the command, which stands still before its first instruction. */
    public static DebuggedRun start(List<String> starter, List<String> jvmOptions, List<String> arguments, Path output)
            throws IOException {
        ListeningConnector connector = Bootstrap.virtualMachineManager().listeningConnectors().stream()
                .filter(one -> one.name().equals(CONNECTOR))
                .findFirst()
                .orElseThrow();
        Map<String, Argument> settings = connector.defaultArguments();
        set(settings, "localAddress", HOST);
        set(settings, "timeout", LONGEST_START_MILLIS);
        try {
            String address = connector.startListening(settings);
            List<String> options = new ArrayList<>(jvmOptions);
            options.add("-agentlib:jdwp=transport=dt_socket,server=n,suspend=y,address=" + HOST + ":"
                    + address.substring(address.lastIndexOf(':') + 1));
            ColdpressProcess process = ColdpressProcess.start(starter, options, arguments, output);
            VirtualMachine vm = connector.accept(settings);
            connector.stopListening(settings);
            return new DebuggedRun(process, vm);
        } catch (IllegalConnectorArgumentsException e) {
            throw new IllegalStateException("Every JDK has this connector with these arguments", e);
        }
    }

    /**
     * Goes on until a method begins, and stands still there.
     *
     * @throws IllegalStateException if the run ends before
     */
    public void runTo(String className, String methodName) throws IOException, InterruptedException {
        vm.eventRequestManager().deleteAllBreakpoints();
        ClassPrepareRequest loaded = vm.eventRequestManager().createClassPrepareRequest();
        loaded.addClassFilter(className);
        loaded.setSuspendPolicy(EventRequest.SUSPEND_ALL);
        loaded.enable();
        vm.classesByName(className).forEach(type -> breakAt(type, methodName));
        vm.resume();
        try {
            while (!isThere(vm.eventQueue().remove(), methodName)) {
                vm.resume();
            }
        } catch (VMDisconnectedException e) {
            throw new IllegalStateException(
                    "The run ended before " + className + "." + methodName + ": " + process.printed(), e);
        }
        vm.eventRequestManager().deleteEventRequest(loaded);
        vm.eventRequestManager().deleteAllBreakpoints();
    }

    private boolean isThere(EventSet events, String methodName) {
        boolean isThere = false;
        for (Event event : events) {
            if (event instanceof ClassPrepareEvent prepared) {
                breakAt(prepared.referenceType(), methodName);
            }
            isThere |= event instanceof BreakpointEvent;
        }
        return isThere;
    }

    private void breakAt(ReferenceType type, String methodName) {
        List<Method> methods = type.methodsByName(methodName);
        if (methods.isEmpty()) {
            throw new IllegalStateException("There is no method " + type.name() + "." + methodName);
        }
        for (Method method : methods) {
            Location start = method.location();
            if (start != null) {
                vm.eventRequestManager().createBreakpointRequest(start).enable();
            }
        }
    }

    /** Lets it go on until it ends by itself, and returns its exit code. */
    public int end() throws IOException, InterruptedException {
        vm.dispose();
        if (!process.endsWithin(LONGEST_RUN)) {
            throw new IllegalStateException("The run took more than " + LONGEST_RUN + ": " + process.printed());
        }
        return process.exitCode();
    }

    /** What it has printed so far. */
    public String printed() throws IOException {
        return process.printed();
    }

    /** Ends it by SIGKILL where it stands. */
    public void kill() {
        process.kill();
    }

    @Override
    public void close() {
        process.close();
    }
}
