package dev.countersign.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.List;

/** An online grid card on paper. */
public record PrintedGrid(List<String> cells) {

    /** Fetches one in a session that may, and activates it. */
    static PrintedGrid fetch(Http signedIn) {
        Answer made = signedIn.post("/api/v1/me/grid-card", JsonNodeFactory.instance.objectNode());
        assertThat(made.status()).as(made.toString()).isEqualTo(201);
        List<String> cells = new ArrayList<>();
        made.json().path("cells").forEach(cell -> cells.add(cell.asText()));
        PrintedGrid card = new PrintedGrid(cells);
        Answer active = signedIn.post(
                "/api/v1/me/grid-card/" + made.text("id") + "/activation",
                JsonNodeFactory.instance.objectNode().put("code", card.read(made.text("challenge"))));
        assertThat(active.status()).as(active.toString()).isEqualTo(200);
        return card;
    }

    /** What stands in two cells; their indexes have one character or more between them that is no digit. */
    public String read(String challenge) {
        String[] indexes = challenge.split("[^0-9]+", -1);
        return cells.get(Integer.parseInt(indexes[0]) - 1) + cells.get(Integer.parseInt(indexes[1]) - 1);
    }
}
