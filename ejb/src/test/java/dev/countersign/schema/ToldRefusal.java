package dev.countersign.schema;

import java.util.ArrayList;
import java.util.List;

/** Keeps what an operator is told when the server does not start. */
public final class ToldRefusal extends StartRefusal {

    private final List<String> told = new ArrayList<>();

    public ToldRefusal() {
        super(false);
    }

    @Override
    public void tell(String why, RuntimeException fault) {
        told.add(why);
    }

    public List<String> told() {
        return List.copyOf(told);
    }
}
