package dev.countersign.backoffice;

/** A back office that was created, with its secret, which is told this once. {@code toString} hides it. */
public record NewClient(String name, String secret) {

    @Override
    public String toString() {
        return "NewClient[" + name + "]";
    }
}
