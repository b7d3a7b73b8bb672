package dev.countersign.web;

import dev.countersign.mail.EmailAddress;
import dev.countersign.user.Account;
import dev.countersign.user.AccountHolder;
import dev.countersign.user.Identity;
import dev.countersign.user.Money;
import dev.countersign.user.NewUser;
import dev.countersign.user.NewUser.NewNumber;
import dev.countersign.user.Password;
import dev.countersign.user.UserChange;
import dev.countersign.user.UserChange.NewAccount;
import dev.countersign.user.UserChange.NewEmail;
import dev.countersign.user.UserName;
import dev.countersign.user.UserView;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/** Between the JSON of users and the values of the core. */
final class UserMapper {

    private UserMapper() {}

    static NewUser newUser(JsonFields body) {
        body.only(
                "userName",
                "password",
                "language",
                "jurisdiction",
                "account",
                "numbers",
                "identity",
                "email",
                "holder");
        try {
            return new NewUser(
                    new UserName(body.getString("userName")),
                    new Password(body.getString("password")),
                    body.findString("language").orElse("en"),
                    body.findString("jurisdiction").orElse("GB"),
                    body.findObject("account").map(UserMapper::account).orElse(Account.OPEN),
                    body.listValues("numbers").stream().map(UserMapper::number).toList(),
                    body.findObject("identity").map(UserMapper::identity).orElse(Identity.UNKNOWN),
                    body.findString("email").map(EmailAddress::of),
                    body.findObject("holder").map(UserMapper::holder).orElse(AccountHolder.UNKNOWN));
        } catch (IllegalArgumentException e) {
            throw ProblemException.malformed(e);
        }
    }

    static UserChange change(JsonFields body) {
        body.only(
                "language",
                "jurisdiction",
                "account",
                "locked",
                "identity",
                "email",
                "holder",
                CallMapper.CASE,
                CallMapper.CHECK);
        try {
            return new UserChange(
                    body.findString("language"),
                    body.findString("jurisdiction"),
                    body.findObject("account").map(UserMapper::newAccount),
                    body.findBoolean("locked"),
                    body.findObject("identity").map(UserMapper::identity),
                    body.findStringOrNull("email").map(email -> new NewEmail(email.map(EmailAddress::of))),
                    body.findObject("holder").map(UserMapper::holder));
        } catch (IllegalArgumentException e) {
            throw ProblemException.malformed(e);
        }
    }

    static JsonObject json(UserView user) {
        JsonArrayBuilder numbers = Json.createArrayBuilder();
        user.numbers()
                .forEach(number -> numbers.add(
                        Json.createObjectBuilder().add("e164", number.e164()).add("verified", number.verified())));
        JsonObjectBuilder json = Json.createObjectBuilder()
                .add("userName", user.userName())
                .add("language", user.language())
                .add("jurisdiction", user.jurisdiction())
                .add("account", json(user.account()))
                .add("locked", user.locked())
                .add("numbers", numbers)
                .add("identityFields", Json.createArrayBuilder(user.identityFields()));
        user.email().ifPresent(email -> json.add("email", email.value()));
        user.organisation().ifPresent(organisation -> json.add("organisation", organisation));
        return json.build();
    }

    static JsonObjectBuilder json(Account account) {
        return Json.createObjectBuilder()
                .add("kind", account.kind().name())
                .add("state", account.state().name());
    }

    private static AccountHolder holder(JsonFields fields) {
        fields.only("organisation", "equity", "accounts");
        return new AccountHolder(
                fields.findString("organisation"),
                fields.findObject("equity").map(UserMapper::money),
                fields.listStrings("accounts"));
    }

    private static Money money(JsonFields fields) {
        fields.only("amount", "currency");
        return new Money(fields.getLong("amount"), fields.getString("currency"));
    }

    private static Account account(JsonFields fields) {
        NewAccount account = newAccount(fields);
        return new Account(account.kind().orElse(Account.Kind.LIVE), account.state());
    }

    private static NewAccount newAccount(JsonFields fields) {
        fields.only("kind", "state");
        return new NewAccount(
                fields.findString("kind").map(name -> JsonFields.oneOf("account.kind", Account.Kind.class, name)),
                JsonFields.oneOf("account.state", Account.State.class, fields.getString("state")));
    }

    private static Identity identity(JsonFields fields) {
        fields.only("dateOfBirth", "houseNumber", "postcode", "documents");
        return new Identity(
                fields.findString("dateOfBirth").map(UserMapper::date),
                fields.findString("houseNumber"),
                fields.findString("postcode"),
                fields.listStrings("documents"));
    }

    private static LocalDate date(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeParseException e) {
            throw ProblemException.malformed("identity.dateOfBirth is a date, for example 1984-03-05");
        }
    }

    private static NewNumber number(JsonValue value) {
        JsonFields fields = JsonFields.of(value, "numbers").only("e164", "verified");
        NewNumber number = new NewNumber(
                fields.getString("e164"), fields.findBoolean("verified").orElse(false));
        if (!NumberMapper.mobile(number.e164(), Optional.empty())
                .number()
                .value()
                .equals(number.e164())) {
            throw ProblemException.malformed("e164 has no trunk zero behind the country code");
        }
        return number;
    }
}
