package io.farthing.application.service;

import io.farthing.application.port.in.FindPayments;
import io.farthing.application.port.out.UnitOfWork;
import io.farthing.domain.payment.OrderKey;
import io.farthing.domain.payment.Payment;
import io.farthing.domain.payment.PaymentId;
import io.farthing.domain.user.UserOpenId;
import java.util.List;
import java.util.Optional;

/** Looks payments up. Thread-safe. */
final class PaymentQueries implements FindPayments {

    private final UnitOfWork unitOfWork;

    /** The service on a storage. */
    PaymentQueries(UnitOfWork unitOfWork) {
        this.unitOfWork = unitOfWork;
    }

    @Override
    public Optional<Payment> find(OrderKey key) {
        return unitOfWork.read(stores -> stores.payments().find(key));
    }

    @Override
    public List<Payment> drawnFrom(UserOpenId user, Optional<PaymentId> before, int limit) {
        PageLimit.require(limit, MAX_PAGE);
        return unitOfWork.read(stores -> stores.payments().drawnFrom(user, before, limit));
    }

    @Override
    public List<Payment> creditedTo(UserOpenId user, Optional<PaymentId> before, int limit) {
        PageLimit.require(limit, MAX_PAGE);
        return unitOfWork.read(stores -> stores.payments().creditedTo(user, before, limit));
    }
}
