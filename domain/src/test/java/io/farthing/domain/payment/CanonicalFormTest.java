package io.farthing.domain.payment;

import static org.assertj.core.api.Assertions.assertThat;

import io.farthing.domain.DomainArbitraries;
import io.farthing.domain.address.Address;
import io.farthing.domain.app.AppId;
import io.farthing.domain.authorization.AuthorizationId;
import io.farthing.domain.money.Satoshis;
import io.farthing.domain.user.UserOpenId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CanonicalFormTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00.123Z");
    private static final Recipient FIRST = recipient("1MS3HE9M3oEqW81KXp8iK9nBMTGXekdxAP", 622);
    private static final Recipient SECOND = recipient("1Ny9CBQUodXzHabYqxqDkV2riMsMG7XXf1", 733);

    private final PaymentOrder order = order("shop", "小明", "M-2", "一個蘋果", "hi", FIRST, SECOND);
    private final Payment payment = payment(42, 7, order, NOW);

    @Provide
    Arbitrary<Payment> payments() {
        return DomainArbitraries.payments();
    }

    @Test
    void aPaymentIsWrittenAsOneFixedText() {
        assertThat(CanonicalForm.of(payment)).isEqualTo("""
                        version=1
                        order_sn=42
                        app_id=shop
                        merchant_order_sn=M-2
                        user_open_id=小明
                        accepted_at=1772366400
                        amount=1355
                        item_name=一個蘋果
                        opreturn=006a026869
                        1MS3HE9M3oEqW81KXp8iK9nBMTGXekdxAP=622
                        1Ny9CBQUodXzHabYqxqDkV2riMsMG7XXf1=733
                        """);
    }

    @Test
    void theTransactionIdOfAPaymentNeverChanges() {
        assertThat(payment.transactionId().hex())
                .isEqualTo("225be118b850593777236f5661a1738f9466ff53f0f27c69512769829750ee87");
    }

    @Property(tries = 200)
    void theTransactionIdIsTheDoubleSha256OfTheText(@ForAll("payments") Payment any) throws NoSuchAlgorithmException {
        byte[] text = CanonicalForm.of(any).getBytes(StandardCharsets.UTF_8);
        byte[] once = MessageDigest.getInstance("SHA-256").digest(text);
        byte[] twice = MessageDigest.getInstance("SHA-256").digest(once);

        assertThat(any.transactionId().hex()).isEqualTo(HexFormat.of().formatHex(twice));
    }

    @Property(tries = 200)
    void everyValueIsOneLine(@ForAll("payments") Payment any) {
        List<String> lines = CanonicalForm.of(any).lines().toList();

        assertThat(CanonicalForm.of(any)).endsWith("\n").doesNotContain("\r");
        assertThat(CanonicalForm.of(any).chars().filter(c -> c == '\n').count())
                .isEqualTo(9 + any.order().recipients().list().size());
        assertThat(lines.get(7)).isEqualTo("item_name=" + any.order().item());
    }

    @Test
    void everyFieldMakesADifference() {
        List<Payment> payments = new ArrayList<>(
                List.of(payment, payment(43, 7, order, NOW), payment(42, 7, order, NOW.plusSeconds(1))));
        Stream.of(
                        order("game", "小明", "M-2", "一個蘋果", "hi", FIRST, SECOND),
                        order("shop", "小朋", "M-2", "一個蘋果", "hi", FIRST, SECOND),
                        order("shop", "小明", "m-2", "一個蘋果", "hi", FIRST, SECOND),
                        order("shop", "小明", "M-2", "两個蘋果", "hi", FIRST, SECOND),
                        order("shop", "小明", "M-2", "一個蘋果", "ho", FIRST, SECOND),
                        order("shop", "小明", "M-2", "一個蘋果", "", FIRST, SECOND),
                        order("shop", "小明", "M-2", "一個蘋果", "hi", SECOND, FIRST),
                        order("shop", "小明", "M-2", "一個蘋果", "hi", FIRST),
                        order("shop", "小明", "M-2", "一個蘋果", "hi", FIRST, FIRST),
                        order(
                                "shop",
                                "小明",
                                "M-2",
                                "一個蘋果",
                                "hi",
                                recipient(FIRST.address().text(), 623),
                                SECOND))
                .map(changed -> payment(42, 7, changed, NOW))
                .forEach(payments::add);

        Set<TransactionId> ids = payments.stream().map(Payment::transactionId).collect(Collectors.toSet());
        assertThat(ids).hasSameSizeAs(payments);
    }

    @Test
    void aTextCannotPassForAnotherField() {
        Payment one = payment(42, 7, order("shop", "a", "b\u2028user_open_id=c", "x", "", FIRST), NOW);
        Payment other = payment(42, 7, order("shop", "c", "b", "x", "", FIRST), NOW);

        assertThat(one.transactionId()).isNotEqualTo(other.transactionId());
    }

    @Test
    void whatAnAppCannotKnowDoesNotChangeTheId() {
        assertThat(payment(42, 8, order, NOW).transactionId()).isEqualTo(payment.transactionId());
        assertThat(payment(42, 7, order, NOW.plusMillis(876)).transactionId()).isEqualTo(payment.transactionId());
    }

    @ParameterizedTest
    @EnumSource
    void whatBecameOfAPaymentDoesNotChangeItsId(PaymentStatus status) {
        Payment changed = new Payment(
                payment.id(), payment.authorization(), order, Settlement.GATEWAY, status, NOW, Receipt.NONE);

        assertThat(changed.transactionId()).isEqualTo(payment.transactionId());
    }

    private static Payment payment(long id, long authorization, PaymentOrder order, Instant at) {
        return new Payment(
                new PaymentId(id),
                new AuthorizationId(authorization),
                order,
                Settlement.LEDGER,
                PaymentStatus.SETTLED,
                at,
                Receipt.NONE);
    }

    private static PaymentOrder order(
            String app, String user, String number, String item, String opReturn, Recipient... to) {
        Recipients recipients = new Recipients(List.of(to));
        return new PaymentOrder(
                new AppId(app),
                new UserOpenId(user),
                new MerchantOrderNumber(number),
                recipients.total(),
                recipients,
                new ItemName(item),
                OpReturn.parse(opReturn));
    }

    private static Recipient recipient(String address, long amount) {
        return new Recipient(Address.parse(address).orElseThrow(), Satoshis.of(amount));
    }
}
