package dev.countersign.web;

import dev.countersign.budget.AskedFrom;
import dev.countersign.lockout.Lane;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.ext.Provider;

/** Says which network each request comes from, so that what it costs counts there. */
@Provider
public class AskedFromFilter implements ContainerRequestFilter {

    @Inject
    private AskedFrom askedFrom;

    @Inject
    private Callers callers;

    @Context
    private HttpServletRequest request;

    @Override
    public void filter(ContainerRequestContext context) {
        askedFrom.setNetwork(Lane.network(callers.address(request)));
    }
}
