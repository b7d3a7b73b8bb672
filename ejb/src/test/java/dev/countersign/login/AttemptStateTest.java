package dev.countersign.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AttemptStateTest {

    private static final Map<AttemptState, UnaryOperator<AttemptState>> MOVES = Map.of(
            AttemptState.AUTHENTICATED, AttemptState::accept,
            AttemptState.TOKEN_ISSUED, AttemptState::issue,
            AttemptState.FAILED, AttemptState::fail,
            AttemptState.EXPIRED, AttemptState::expire,
            AttemptState.SUPERSEDED, AttemptState::supersede,
            AttemptState.CANCELLED, AttemptState::cancel);

    private static final Map<AttemptState, Set<AttemptState>> LEGAL = Map.of(
            AttemptState.FACTOR_PENDING,
            EnumSet.of(
                    AttemptState.AUTHENTICATED,
                    AttemptState.FAILED,
                    AttemptState.EXPIRED,
                    AttemptState.SUPERSEDED,
                    AttemptState.CANCELLED),
            AttemptState.AUTHENTICATED,
            EnumSet.of(
                    AttemptState.TOKEN_ISSUED, AttemptState.EXPIRED, AttemptState.SUPERSEDED, AttemptState.CANCELLED));

    @ParameterizedTest
    @EnumSource
    void allowsTheLegalMovesAndNoOther(AttemptState from) {
        MOVES.forEach((to, move) -> {
            if (LEGAL.getOrDefault(from, Set.of()).contains(to)) {
                assertThat(move.apply(from)).isEqualTo(to);
            } else {
                assertThatThrownBy(() -> move.apply(from)).isInstanceOf(IllegalStateException.class);
            }
        });
    }

    @Test
    void knowsItsEnds() {
        assertThat(EnumSet.allOf(AttemptState.class).stream().filter(state -> !state.isEnd()))
                .containsExactlyInAnyOrder(AttemptState.FACTOR_PENDING, AttemptState.AUTHENTICATED);
    }
}
