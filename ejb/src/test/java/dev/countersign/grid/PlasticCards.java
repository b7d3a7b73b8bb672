package dev.countersign.grid;

import static dev.countersign.grid.GridCards.granted;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.crypto.RSADecrypter;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import dev.countersign.Beans;
import dev.countersign.token.SignedInUser;
import java.text.ParseException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** A printer of plastic grid cards, and the cards that came of it. */
public final class PlasticCards {

    /** The printer's key pair; making one takes a second. */
    static final RSAKey PRINTER = newKey(3072);

    private PlasticCards() {}

    static RSAKey newKey(int bits) {
        try {
            return new RSAKeyGenerator(bits).generate();
        } catch (JOSEException e) {
            throw new AssertionError(e);
        }
    }

    static PrinterKey printerKey() {
        return new PrinterKey(PRINTER.toPublicJWK().toJSONString());
    }

    /** The cells of a batch of cards in stock, by their serials. */
    static Map<String, List<String>> makeBatch(Beans beans, int cards) {
        return read(granted(release(beans, order(beans, cards).id(), "bob")).file());
    }

    static GridBatchView order(Beans beans, int cards) {
        return beans.call(GridBatches.class, desk -> desk.order(new GridBatchOrder(cards, printerKey()), "ann"));
    }

    static GridOutcome<ReleasedBatch> release(Beans beans, UUID batch, String operator) {
        return beans.call(GridBatches.class, desk -> desk.release(batch, operator));
    }

    /** The serial of a card in stock. */
    public static String inStock(Beans beans) {
        return makeBatch(beans, 1).keySet().iterator().next();
    }

    /** A card in the hands of a user who has not activated it. */
    public static Card ship(Beans beans, String userName) {
        Map.Entry<String, List<String>> card =
                makeBatch(beans, 1).entrySet().iterator().next();
        granted(beans.call(GridShipping.class, desk -> desk.ship(userName, card.getKey(), "ann")));
        return new Card(card.getKey(), card.getValue());
    }

    /** One that opens the logins of its user. */
    public static Card activated(Beans beans, SignedInUser user) {
        Card card = ship(beans, user.userName());
        CellPair pair = GridCards.granted(beans.call(PlasticCardDesk.class, desk -> desk.ask(user, card.serial())));
        GridCards.granted(
                beans.call(PlasticCardDesk.class, desk -> desk.activate(user, card.serial(), card.read(pair))));
        return card;
    }

    static Map<String, List<String>> read(String file) {
        return open(file)
                .lines()
                .skip(1)
                .map(line -> List.of(line.split(",", -1)))
                .collect(Collectors.toMap(line -> line.get(0), line -> line.subList(1, line.size())));
    }

    static String open(String file) {
        try {
            JWEObject sealed = JWEObject.parse(file);
            sealed.decrypt(new RSADecrypter(PRINTER));
            return sealed.getPayload().toString();
        } catch (ParseException | JOSEException e) {
            throw new AssertionError(e);
        }
    }

    /** What stands on a card. */
    public record Card(String serial, List<String> cells) {

        public String read(CellPair pair) {
            return cells.get(pair.first() - 1) + cells.get(pair.second() - 1);
        }

        /** What stands in the two cells of a challenge. */
        public String read(String challenge) {
            String[] indexes = challenge.split(" ", -1);
            return read(new CellPair(Integer.parseInt(indexes[0]), Integer.parseInt(indexes[1])));
        }
    }
}
