package dev.countersign.smpp.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TourTest {

    private static final List<String> ORDER = List.of("a", "b", "c");

    @Test
    void asksOneAfterTheOther() {
        Tour tour = Tour.begin().at("a").pass();
        assertThat(tour.next(ORDER)).hasValue("b");

        assertThat(tour.at("b").pass().next(ORDER)).hasValue("c");
        assertThat(tour.at("b").pass().at("c").pass().next(ORDER)).isEmpty();
    }

    @Test
    void beginsAnewWithAllButTheBarred() {
        Tour tour = Tour.begin().at("a").bar().at("b").pass().at("c").pass();

        assertThat(tour.next(ORDER)).isEmpty();
        assertThat(tour.anew().next(ORDER)).hasValue("b");
        assertThat(tour.anew().next(List.of("a"))).isEmpty();
    }
}
