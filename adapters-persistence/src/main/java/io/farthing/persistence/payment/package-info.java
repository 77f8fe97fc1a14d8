/**
 * The payment path: payments, and all that is read and written with them, in a few statements for any number of orders
 * ({@code docs/adr/0002-one-commit-for-many-payments.md}). {@code LoadedBatch}, {@code LoadedAuthorizations} and {@code
 * LoadedWallets} load what a batch touches, {@code BatchRecorder} and {@code OutcomeRecorder} write what was decided, with
 * {@code Statements} that are rendered once. What may be remembered from one batch to the next is in {@link
 * io.farthing.persistence.payment.PaymentMemory}, and how sure of it a batch has to be is said by {@link
 * io.farthing.persistence.payment.Reading}. The chains say in which order payments were drawn and credited ({@code
 * docs/adr/0004-payments-form-chains.md}).
 *
 * <p>Never knows which database it is, but for the text of an update, and not how a unit of work is tried again. For
 * the other rooms of this module only.
 */
@NullMarked
package io.farthing.persistence.payment;

import org.jspecify.annotations.NullMarked;
