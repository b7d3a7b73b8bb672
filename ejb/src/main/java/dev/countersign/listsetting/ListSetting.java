package dev.countersign.listsetting;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A setting that may name several things, separated by commas. Not every server converts {@code Optional<List<String>>}. */
public final class ListSetting {

    private ListSetting() {}

    /** What is named, without blanks around it; empty when nothing is. */
    public static List<String> read(Optional<String> setting) {
        return setting.stream()
                .flatMap(text -> Stream.of(text.split(",", -1)))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .toList();
    }
}
