package dev.countersign;

import dev.countersign.audit.FactRuns;
import dev.countersign.authenticator.Soundness;
import dev.countersign.crypto.DataKeys;
import dev.countersign.crypto.KeysInMemory;
import dev.countersign.crypto.SealedRecords;
import dev.countersign.factor.FactorSource;
import dev.countersign.user.NumberBook;
import dev.countersign.user.SessionBook;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.lang.annotation.Annotation;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Proxy;
import java.lang.reflect.Type;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * The product's own beans without a container, on the embedded database. Each call gets fresh beans and one transaction, as a
 * call of a stateless bean does there; settings have their defaults unless a test gives others. Events are kept for the test
 * and observed by nobody.
 */
public final class Beans {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    private final Database database;
    /** What stands behind an interface. Some of these classes are not public. */
    private static final Map<Class<?>, String> BEHIND = Map.of(
            NumberBook.class, "dev.countersign.sms.MobileNumbers",
            Soundness.class, "dev.countersign.activation.DeviceRules",
            SessionBook.class, "dev.countersign.token.SessionStore");

    /** The features that have factors. Their classes are not public. */
    private static final List<String> SOURCES = List.of(
            "dev.countersign.sms.NumberFactor",
            "dev.countersign.authenticator.PhoneFactor",
            "dev.countersign.passkey.PasskeyFactor",
            "dev.countersign.recoverycode.RecoveryFactor",
            "dev.countersign.totp.TotpFactor",
            "dev.countersign.card.CardFactor",
            "dev.countersign.grid.OnlineGridFactor",
            "dev.countersign.grid.PlasticGridFactor",
            "dev.countersign.passcode.PasscodeFactor");

    private final Map<Class<?>, Object> given = new HashMap<>();
    private final Map<String, String> settings = new HashMap<>();
    private List<?> instances = List.of();
    private final KeptEvents events = new KeptEvents();
    private final MovableClock clock = new MovableClock(NOW);

    /** On the database that most tests of this JVM share. */
    public Beans() {
        this(Databases.embedded());
    }

    public Beans(Database database) {
        this.database = database;
        given.put(DataKeys.class, new KeysInMemory());
        given.put(Clock.class, clock);
        given.put(FactRuns.class, new FactRuns());
    }

    public MovableClock clock() {
        return clock;
    }

    /** Gives a setting a value other than its default. */
    public Beans set(String name, String value) {
        settings.put(name, value);
        return this;
    }

    /** Has a bean of this type everywhere. */
    public <B> Beans give(Class<B> type, B bean) {
        given.put(type, bean);
        return this;
    }

    /** Says what key rotation finds. */
    public Beans keeps(List<? extends SealedRecords> records) {
        return offers(records);
    }

    /** Says what is found where all beans behind an interface are asked for. */
    public Beans offers(List<?> beans) {
        instances = List.copyOf(beans);
        return this;
    }

    /** One transaction with one bean. */
    public <B, T> T call(Class<? extends B> type, Function<B, T> work) {
        return database.call(entities -> work.apply(new Scope(entities).get(type)));
    }

    /** One transaction with one bean. */
    public <B> void run(Class<B> type, Consumer<B> work) {
        call(type, bean -> {
            work.accept(bean);
            return true;
        });
    }

    /** One transaction without any bean. */
    public <T> T query(Function<EntityManager, T> work) {
        return database.call(work);
    }

    /** The events of this class since the test began. */
    public <E> List<E> fired(Class<E> type) {
        return events.list(type);
    }

    private final class Scope {

        private final EntityManager entities;
        private final Map<Class<?>, Object> made = new HashMap<>();

        Scope(EntityManager entities) {
            this.entities = entities;
        }

        <B> B get(Class<B> type) {
            return type.cast(find(type));
        }

        private Object find(Class<?> type) {
            if (type == EntityManager.class) {
                return entities;
            }
            if (type == Event.class) {
                return events.event();
            }
            Object known = given.get(type);
            if (known != null) {
                return known;
            }
            Class<?> behind = behind(type);
            Object earlier = made.get(behind);
            return earlier == null ? make(behind) : earlier;
        }

        private Class<?> behind(Class<?> type) {
            try {
                return BEHIND.containsKey(type) ? Class.forName(BEHIND.get(type)) : type;
            } catch (ClassNotFoundException e) {
                throw new IllegalStateException(e);
            }
        }

        private Object make(Class<?> type) {
            try {
                Constructor<?> constructor = Arrays.stream(type.getDeclaredConstructors())
                        .filter(one -> one.isAnnotationPresent(Inject.class))
                        .findFirst()
                        .orElse(null);
                Constructor<?> used = constructor == null ? type.getDeclaredConstructor() : constructor;
                used.setAccessible(true);
                Object bean = used.newInstance(
                        Arrays.stream(used.getParameters()).map(this::argument).toArray());
                made.put(type, bean);
                inject(type, bean);
                prepare(type, bean);
                return bean;
            } catch (InvocationTargetException e) {
                throw e.getCause() instanceof RuntimeException fault ? fault : new IllegalStateException(e.getCause());
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException("no bean of " + type, e);
            }
        }

        /** Fields that a bean inherits are injected before its own. */
        private void inject(Class<?> type, Object bean) throws IllegalAccessException {
            if (type.getSuperclass() != null) {
                inject(type.getSuperclass(), bean);
            }
            for (Field field : type.getDeclaredFields()) {
                if (field.isAnnotationPresent(Inject.class)
                        || field.isAnnotationPresent(PersistenceContext.class)
                        || given.containsKey(field.getType())) {
                    field.setAccessible(true);
                    field.set(
                            bean,
                            value(field.getType(), field.getGenericType(), field.getAnnotation(ConfigProperty.class)));
                }
            }
        }

        private void prepare(Class<?> type, Object bean) throws ReflectiveOperationException {
            for (Method method : type.getDeclaredMethods()) {
                if (method.isAnnotationPresent(PostConstruct.class)) {
                    method.setAccessible(true);
                    method.invoke(bean);
                }
            }
        }

        private Object argument(Parameter parameter) {
            return value(
                    parameter.getType(),
                    parameter.getParameterizedType(),
                    parameter.getAnnotation(ConfigProperty.class));
        }

        private Object value(Class<?> type, Type whole, @Nullable Annotation setting) {
            if (setting instanceof ConfigProperty property) {
                return setting(type, property);
            }
            return type == Instance.class && whole instanceof ParameterizedType one
                    ? instance((Class<?>) one.getActualTypeArguments()[0])
                    : find(type);
        }

        private Object setting(Class<?> type, ConfigProperty property) {
            String value = settings.getOrDefault(property.name(), property.defaultValue());
            if (type == Optional.class) {
                return Optional.of(value).filter(text -> !text.equals(ConfigProperty.UNCONFIGURED_VALUE));
            }
            if (type == int.class) {
                return Integer.parseInt(value);
            }
            if (type == double.class) {
                return Double.parseDouble(value);
            }
            if (type == boolean.class) {
                return Boolean.parseBoolean(value);
            }
            if (type == Period.class) {
                return Period.parse(value);
            }
            return type == Duration.class ? Duration.parse(value) : value;
        }

        private Object source(String name) {
            try {
                return find(Class.forName(name));
            } catch (ClassNotFoundException e) {
                throw new IllegalStateException(e);
            }
        }

        private Object instance(Class<?> type) {
            List<?> beans = type == FactorSource.class
                    ? SOURCES.stream().map(this::source).toList()
                    : instances;
            return Proxy.newProxyInstance(
                    Instance.class.getClassLoader(),
                    new Class<?>[] {Instance.class},
                    (self, method, arguments) -> switch (method.getName()) {
                        case "isResolvable" -> false;
                        case "iterator" -> beans.iterator();
                        case "spliterator" -> beans.spliterator();
                        case "stream" -> beans.stream();
                        default -> throw new UnsupportedOperationException(method.toString());
                    });
        }
    }
}
