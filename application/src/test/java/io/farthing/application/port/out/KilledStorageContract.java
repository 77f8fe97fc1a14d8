package io.farthing.application.port.out;

import static org.assertj.core.api.Assertions.assertThat;

import io.farthing.application.fake.Samples;
import java.io.IOException;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/**
 * What every {@link OpenStorage} does whose process is killed. It shows what a storage keeps back in its process; what
 * the operating system keeps back from the disk only a power cut shows.
 */
public interface KilledStorageContract {

    /**
     * Opens the storage under test, here and in a process of its own with the class path of this one: a public class
     * with a public constructor without parameters.
     */
    Class<? extends Function<String, OpenStorage>> opening();

    /** What it is given: where the storage is, such as a folder or a URL. It is empty when a test begins. */
    String place();

    /** Whatever was answered is there, and the storage can be opened and goes on. */
    @Test
    default void kill1_whatWasCommittedOutlivesTheProcess() throws IOException, ReflectiveOperationException {
        List<String> committed = KilledStorage.killAfter(20, opening(), place());

        try (OpenStorage storage = opening().getConstructor().newInstance().apply(place())) {
            storage.unitOfWork().<Boolean>read(stores -> {
                assertThat(committed).allSatisfy(name -> {
                    assertThat(stores.users().find(Samples.user(name).name())).contains(Samples.user(name));
                    assertThat(stores.wallets().find(Samples.user(name).openId()))
                            .contains(Samples.wallet(name, 1));
                });
                return true;
            });
            storage.unitOfWork().write(stores -> Samples.addUser(stores, "somebody else", 1));
        }
    }
}
