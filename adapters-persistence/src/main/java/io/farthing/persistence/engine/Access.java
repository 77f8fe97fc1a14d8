package io.farthing.persistence.engine;

import io.farthing.domain.secret.Secret;
import java.util.Optional;

/** Where a database is and how to get in, as an engine has to be told. Immutable. */
public interface Access {

    /** A JDBC URL of H2 or PostgreSQL. */
    String url();

    /** Who logs in; none where the URL says so or the database asks for none. */
    Optional<String> user();

    /** The user's password, if any. */
    Optional<Secret> password();

    /** How many connections of one kind there are at most. */
    int poolSize();

    /** Where it is, without anything that may be secret: for messages and logs. */
    String location();
}
