package dev.coldpress.gcs;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;

/** An answer of the server that is an error. */
final class Refusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final String reason;

    private Refusal(int status, String reason, String message) {
        super(message);
        this.status = status;
        this.reason = reason;
    }

    static Refusal noBucket() {
        return new Refusal(404, "notFound", "The specified bucket does not exist.");
    }

    static Refusal noObject(String bucket, String name) {
        return new Refusal(404, "notFound", "No such object: " + bucket + "/" + name);
    }

    static Refusal condition() {
        return new Refusal(412, "conditionNotMet", "At least one of the pre-conditions you specified did not hold.");
    }

    static Refusal nonsense(String what) {
        return new Refusal(400, "invalid", what);
    }

    static Refusal range() {
        return new Refusal(416, "requestedRangeNotSatisfiable", "Request range not satisfiable");
    }

    /** A mistake of the server itself. It is never asked again, so that it shows. */
    static Refusal broken(RuntimeException mistake) {
        return new Refusal(501, "notImplemented", "The server of the tests is wrong: " + mistake);
    }

    int status() {
        return status;
    }

    String json() {
        JsonObject detail = new JsonObject();
        detail.addProperty("domain", "global");
        detail.addProperty("reason", reason);
        detail.addProperty("message", getMessage());
        JsonArray details = new JsonArray();
        details.add(detail);
        JsonObject error = new JsonObject();
        error.addProperty("code", status);
        error.addProperty("message", getMessage());
        error.add("errors", details);
        JsonObject json = new JsonObject();
        json.add("error", error);
        return json.toString();
    }
}
