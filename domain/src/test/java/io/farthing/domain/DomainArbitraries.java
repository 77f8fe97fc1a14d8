package io.farthing.domain;

import io.farthing.domain.address.Address;
import io.farthing.domain.app.AppId;
import io.farthing.domain.authorization.AuthorizationId;
import io.farthing.domain.ledger.FundingReference;
import io.farthing.domain.money.Satoshis;
import io.farthing.domain.payment.ItemName;
import io.farthing.domain.payment.MerchantOrderNumber;
import io.farthing.domain.payment.OpReturn;
import io.farthing.domain.payment.Payment;
import io.farthing.domain.payment.PaymentId;
import io.farthing.domain.payment.PaymentOrder;
import io.farthing.domain.payment.PaymentStatus;
import io.farthing.domain.payment.Receipt;
import io.farthing.domain.payment.Recipient;
import io.farthing.domain.payment.Recipients;
import io.farthing.domain.payment.Settlement;
import io.farthing.domain.text.Texts;
import io.farthing.domain.user.UserName;
import io.farthing.domain.user.UserOpenId;
import java.time.Instant;
import java.util.Arrays;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/**
 * Random values of the domain for property tests, edges included. Every value is valid; what is refused is each test's
 * own business. Thread-safe: no state.
 */
public final class DomainArbitraries {

    private static final int HASH_BYTES = 20;
    private static final long LATEST_MS =
            Instant.parse("9999-12-31T23:59:59.999Z").toEpochMilli();

    private DomainArbitraries() {}

    /** Amounts from nothing to all the money there is. */
    public static Arbitrary<Satoshis> satoshis() {
        return satoshis(0, Satoshis.MAX.value());
    }

    /** Amounts from {@code least} to {@code most} satoshis. */
    public static Arbitrary<Satoshis> satoshis(long least, long most) {
        return Arbitraries.longs().between(least, most).map(Satoshis::of);
    }

    /** Addresses of both networks and both kinds; many leading zeros occur. */
    public static Arbitrary<Address> addresses() {
        Arbitrary<Integer> versions = Arbitraries.of(0x00, 0x05, 0x6f, 0xc4);
        return Combinators.combine(versions, hashes()).as((version, hash) -> {
            byte[] payload = new byte[Address.PAYLOAD_BYTES];
            payload[0] = version.byteValue();
            System.arraycopy(hash, 0, payload, 1, hash.length);
            return Address.ofPayload(payload);
        });
    }

    /** Ids of apps. */
    public static Arbitrary<AppId> appIds() {
        return Arbitraries.strings()
                .withChars("0123456789abcdefghijklmnopqrstuvwxyz_-")
                .ofMinLength(1)
                .ofMaxLength(AppId.MAX_LENGTH)
                .map(AppId::new);
    }

    /**
     * Clean texts of 1 to {@code maxLength} UTF-16 units without blanks around them: Latin with accents, Chinese,
     * emoji and other characters that take two units, blanks in the middle.
     */
    public static Arbitrary<String> labels(int maxLength) {
        Arbitrary<String> characters = Arbitraries.frequencyOf(
                Tuple.of(6, Arbitraries.chars().range('!', '~').map(String::valueOf)),
                Tuple.of(1, Arbitraries.just(" ")),
                Tuple.of(2, Arbitraries.chars().range('\u00c0', '\u017f').map(String::valueOf)),
                Tuple.of(3, Arbitraries.chars().range('\u4e00', '\u9fa5').map(String::valueOf)),
                Tuple.of(1, Arbitraries.integers().between(0x20000, 0x2a6df).map(Character::toString)),
                Tuple.of(1, Arbitraries.integers().between(0x1f600, 0x1f64f).map(Character::toString)));
        return characters
                .list()
                .ofMinSize(1)
                .ofMaxSize(maxLength)
                .map(list -> String.join("", list).strip())
                .filter(text -> Texts.isLabel(text, maxLength));
    }

    /** Open ids of users. */
    public static Arbitrary<UserOpenId> userOpenIds() {
        return labels(UserOpenId.MAX_LENGTH).map(UserOpenId::new);
    }

    /** Names of users. */
    public static Arbitrary<UserName> userNames() {
        return labels(UserName.MAX_LENGTH).map(text -> UserName.parse(text).orElseThrow());
    }

    /** Merchants' order numbers. */
    public static Arbitrary<MerchantOrderNumber> merchantOrderNumbers() {
        return labels(MerchantOrderNumber.MAX_LENGTH).map(MerchantOrderNumber::new);
    }

    /** Names of what is paid for. */
    public static Arbitrary<ItemName> itemNames() {
        return labels(ItemName.MAX_LENGTH).map(ItemName::new);
    }

    /** References of fundings. */
    public static Arbitrary<FundingReference> fundingReferences() {
        return labels(FundingReference.MAX_LENGTH).map(FundingReference::new);
    }

    /** Nothing, scripts and pushed texts. */
    public static Arbitrary<OpReturn> opReturns() {
        Arbitrary<OpReturn> scripts = Arbitraries.bytes()
                .array(byte[].class)
                .ofMaxSize(300)
                .map(tail -> {
                    byte[] script = new byte[tail.length + 1];
                    script[0] = 0x6a;
                    System.arraycopy(tail, 0, script, 1, tail.length);
                    return OpReturn.ofScript(script);
                });
        return Arbitraries.oneOf(
                Arbitraries.just(OpReturn.NONE), scripts, labels(300).map(OpReturn::parse));
    }

    /** 1 to 200 recipients of any address; the same address may occur twice. */
    public static Arbitrary<Recipients> recipients() {
        long most = Satoshis.MAX.value() / Recipients.MAX_COUNT;
        Arbitrary<Recipients> many = Combinators.combine(addresses(), satoshis(1, most))
                .as(Recipient::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(Recipients.MAX_COUNT)
                .map(Recipients::new);
        Arbitrary<Recipients> one = Combinators.combine(addresses(), satoshis(1, Satoshis.MAX.value()))
                .as(Recipients::only);
        return Arbitraries.oneOf(many, one);
    }

    /** Orders of any app to any user; the amount is what the recipients add up to. */
    public static Arbitrary<PaymentOrder> orders() {
        return Combinators.combine(
                        appIds(), userOpenIds(), merchantOrderNumbers(), recipients(), itemNames(), opReturns())
                .as((app, user, number, recipients, item, opReturn) ->
                        new PaymentOrder(app, user, number, recipients.total(), recipients, item, opReturn));
    }

    /** Payments in any state. */
    public static Arbitrary<Payment> payments() {
        Arbitrary<PaymentId> ids = Arbitraries.longs().greaterOrEqual(1).map(PaymentId::new);
        Arbitrary<AuthorizationId> authorizations =
                Arbitraries.longs().greaterOrEqual(1).map(AuthorizationId::new);
        return Combinators.combine(
                        ids,
                        authorizations,
                        orders(),
                        Arbitraries.of(Settlement.class),
                        Arbitraries.of(PaymentStatus.class),
                        instants())
                .as((id, authorization, order, settlement, status, at) -> new Payment(
                        id,
                        authorization,
                        order,
                        settlement,
                        settlement == Settlement.LEDGER ? PaymentStatus.SETTLED : status,
                        at,
                        Receipt.NONE));
    }

    /** Moments from 1970 to 9999, to the millisecond. */
    public static Arbitrary<Instant> instants() {
        return Arbitraries.longs().between(0, LATEST_MS).map(Instant::ofEpochMilli);
    }

    private static Arbitrary<byte[]> hashes() {
        Arbitrary<byte[]> any = Arbitraries.bytes().array(byte[].class).ofSize(HASH_BYTES);
        Arbitrary<byte[]> leadingZeros = Combinators.combine(
                        any, Arbitraries.integers().between(1, HASH_BYTES))
                .as((hash, zeros) -> {
                    byte[] padded = hash.clone();
                    Arrays.fill(padded, 0, zeros, (byte) 0);
                    return padded;
                });
        return Arbitraries.frequencyOf(Tuple.of(3, any), Tuple.of(1, leadingZeros));
    }
}
