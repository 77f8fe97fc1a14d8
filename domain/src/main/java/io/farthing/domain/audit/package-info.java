/**
 * Checking the books: balances are computed again from payments and fundings, usage from payments, and a payment's amount
 * from its recipients; and the list of pending payments is held against their statuses. What only helps to find payments is
 * not looked at: the keys of order numbers, the order in which payments were drawn, and the list of a wallet's credits.
 */
@NullMarked
package io.farthing.domain.audit;

import org.jspecify.annotations.NullMarked;
