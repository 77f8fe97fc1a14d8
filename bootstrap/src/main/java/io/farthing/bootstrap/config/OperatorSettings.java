package io.farthing.bootstrap.config;

import io.farthing.application.spi.Setting;
import java.util.Optional;

/**
 * Who may use the operator API.
 *
 * @param token what the operator presents; without one, it is made at the first start and kept in the data folder
 */
public record OperatorSettings(
        @Setting(
                key = "operator.token",
                description = "What the operator presents to the operator API; without one, a random token is made at"
                        + " the first start and written to the file operator-token in the data folder.")
        Optional<HeaderSecret> token) {}
