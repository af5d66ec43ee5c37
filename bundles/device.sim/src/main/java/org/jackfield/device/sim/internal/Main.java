package org.jackfield.device.sim.internal;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Simulated devices as a process of their own. */
public final class Main {
    private static final int CONNECTING_AT_ONCE = 200;
    private static final int TRIES = 5;

    private Main() {}

    public static void main(String[] words) throws Exception {
        try {
            run(Options.of(words));
        } catch (IllegalArgumentException e) {
            System.err.println("devices: " + e.getMessage());
            System.err.print(Options.USAGE);
            System.exit(2);
        } catch (IOException e) {
            System.err.println("devices: " + e.getMessage());
            System.exit(1);
        }
    }

    private static void run(Options options) throws IOException, InterruptedException {
        boolean storm = options.script().equals("storm");
        Behaviour behaviour = storm ? Behaviour.IDLE : Behaviour.of(options.script());
        Enrolling enrolling = new Enrolling(options);
        try (Network network = new Network()) {
            long began = System.nanoTime();
            Map<String, String> passwords = enrolling.passwords();
            System.out.printf("%d devices enrolled in %.1f s%n", passwords.size(), since(began));
            List<Gadget> gadgets = new ArrayList<>();
            passwords.forEach((id, password) -> gadgets.add(new Gadget(
                    network,
                    Login.of(options.host(), options.port(), options.version(), id, password),
                    options.domain(),
                    id.startsWith("hs") ? "headset" : "deskphone",
                    System.currentTimeMillis() / 1000)));
            began = System.nanoTime();
            int connected = start(network, gadgets, 0);
            System.out.printf("%d of %d connected and born in %.1f s%n", connected, gadgets.size(), since(began));
            seen(options, enrolling, gadgets.size(), began);
            if (storm) {
                storm(options, enrolling, network, gadgets);
            }
            gadgets.forEach(gadget -> behaviour.begin(gadget, network));
            if (!storm || options.seconds() > 0) {
                new CountDownLatch(1)
                        .await(options.seconds() == 0 ? Long.MAX_VALUE : options.seconds(), TimeUnit.SECONDS);
            }
            gadgets.forEach(Gadget::stop);
            new CountDownLatch(1).await(1, TimeUnit.SECONDS);
        }
    }

    /** Every connection breaks at the same moment, and all are back within the time, in no order. */
    private static void storm(Options options, Enrolling enrolling, Network network, List<Gadget> gadgets)
            throws IOException, InterruptedException {
        gadgets.forEach(gadget -> gadget.mqtt().ifPresent(Mqtt::kill));
        long began = System.nanoTime();
        int back = start(network, gadgets, options.within() * 1000L);
        System.out.printf(
                "storm: %d of %d connected and born again %.1f s after all broke%n",
                back, gadgets.size(), since(began));
        seen(options, enrolling, gadgets.size(), began);
    }

    private static void seen(Options options, Enrolling enrolling, int all, long began)
            throws IOException, InterruptedException {
        if (options.api().isEmpty()) {
            return;
        }
        long ready = enrolling.ready();
        while (ready < all && since(began) < 120) {
            new CountDownLatch(1).await(200, TimeUnit.MILLISECONDS);
            ready = enrolling.ready();
        }
        System.out.printf("the server sees %d of %d ready after %.1f s%n", ready, all, since(began));
    }

    /** @param spreadMs over which the devices come, 0 as fast as they can */
    private static int start(Network network, List<Gadget> gadgets, long spreadMs) throws InterruptedException {
        AtomicInteger born = new AtomicInteger();
        CountDownLatch done = new CountDownLatch(gadgets.size());
        java.util.concurrent.Semaphore turns = new java.util.concurrent.Semaphore(CONNECTING_AT_ONCE);
        long began = System.nanoTime();
        for (int i = 0; i < gadgets.size(); i++) {
            long due = spreadMs * i / gadgets.size() - (System.nanoTime() - began) / 1_000_000;
            if (due > 0) {
                new CountDownLatch(1).await(due, TimeUnit.MILLISECONDS);
            }
            turns.acquire();
            attempt(network, gadgets.get(i), TRIES).whenComplete((gadget, failure) -> {
                turns.release();
                born.addAndGet(failure == null ? 1 : 0);
                done.countDown();
            });
        }
        done.await(120, TimeUnit.SECONDS);
        return born.get();
    }

    private static CompletableFuture<Gadget> attempt(Network network, Gadget gadget, int tries) {
        CompletableFuture<Gadget> result = new CompletableFuture<>();
        gadget.start().whenComplete((born, failure) -> {
            if (failure == null) {
                result.complete(born);
            } else if (tries <= 1) {
                result.completeExceptionally(failure);
            } else {
                network.after(1_000, () -> attempt(network, gadget, tries - 1).whenComplete((later, again) -> {
                    if (again == null) {
                        result.complete(later);
                    } else {
                        result.completeExceptionally(again);
                    }
                }));
            }
        });
        return result;
    }

    private static double since(long began) {
        return (System.nanoTime() - began) / 1e9;
    }
}
