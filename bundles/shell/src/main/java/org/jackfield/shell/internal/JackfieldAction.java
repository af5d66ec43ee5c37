package org.jackfield.shell.internal;

import java.io.PrintStream;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.support.CommandException;
import org.jackfield.api.Tenant;
import org.jackfield.api.control.Refused;
import org.jackfield.api.store.StoreException;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;

/**
 * What all commands share: services are looked up when a command runs, so that one that is missing is a sentence and
 * not a missing command; a fault a person can cure is one sentence without a stack trace.
 */
abstract class JackfieldAction implements Action {
    private static final long ANSWER_DEADLINE_SECONDS = 10;

    @Option(name = "--tenant", description = "The client company to look at")
    String tenant = Tenant.MAIN;

    @Reference
    BundleContext bundles;

    /** The shell redirects it for each command, also into a pipe. */
    PrintStream out = System.out;

    /** Arguments without the options written among them. */
    List<String> words = List.of();

    /** All that was written behind the command's name, if it takes options there. */
    List<String> written() {
        return List.of();
    }

    /** The only word of a command that takes one. */
    String word(String what) {
        if (words.size() != 1) {
            throw new IllegalArgumentException("Write one " + what + "; there are " + words.size() + " " + words);
        }
        return words.get(0);
    }

    /** Does what the command is for. */
    abstract void run() throws Exception;

    @Override
    public final Object execute() throws Exception {
        try {
            words = LateOptions.take(this, written());
            run();
        } catch (Refused | StoreException | IllegalArgumentException | Absent e) {
            throw new CommandException(Plain.text(String.valueOf(e.getMessage())));
        }
        return null;
    }

    /** A service of the house, or the sentence that it is missing. */
    <S> S service(Class<S> type) {
        ServiceReference<S> reference = bundles.getServiceReference(type);
        S service = reference == null ? null : bundles.getService(reference);
        if (service == null) {
            throw new Absent("The service " + type.getSimpleName()
                    + " is not there: look at 'jackfield:health' and at 'bundle:list' for a bundle that is not Active");
        }
        return service;
    }

    /** Waits for an answer; a failure of the stage is this command's failure. */
    static <T> T await(CompletionStage<T> stage) throws InterruptedException {
        try {
            return stage.toCompletableFuture().get(ANSWER_DEADLINE_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new Absent("No answer came within " + ANSWER_DEADLINE_SECONDS + " s: look at 'jackfield:links'");
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() instanceof CompletionException nested ? nested.getCause() : e.getCause();
            if (cause instanceof RuntimeException known) {
                throw known;
            }
            throw new Absent(String.valueOf(cause.getMessage()));
        }
    }

    void say(String sentence) {
        out.println(Plain.text(sentence));
    }

    /** Something the command needs is not there. */
    private static final class Absent extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Absent(String sentence) {
            super(sentence);
        }
    }
}
