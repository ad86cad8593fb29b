/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.lab;

/** What scripts/drill --help prints. */
final class DrillHelp {
    static final String TEXT = """
            Makes a fault in the running lab on purpose. Usage: scripts/drill FAULT [OPTIONS]

              status                                 a line a node: region zone role state port; then the endpoints

            Servers and regions that are lost:

              zone-failover [--after 3s]             kill -9 the writer, promote its synchronous standby, move the endpoint
              switchover                             planned: the synchronous standby takes over, the old writer becomes one
              switchover west|east                   planned: another region takes over, the old one's nodes follow it
              freeze [NODE] [--promote-after 2s]     stop all processes of a node (the writer) as they are; promote its standby
              thaw [NODE]                            let them go on (all); a writer superseded meanwhile can commit no more
              fast-stop [--after 3s]                 shut the writer down as its administrator would, start it again
              immediate-stop [--after 3s]            stop the writer dead, start it again: it has to recover
              lose-region [--lag]                    kill the writer's region, promote the other
              lose-all [--lag]                       kill every database
              restore [west|east]                    everything back and healed, with the writer in that region (where it was)
              rejoin                                 every node back behind the writer, copied anew if need be; in sync again

            zone-failover, switchover, lose-region, and freeze and cut with --promote-after, take --dns-delay TIME: the
            endpoint is moved that much later than the writer is promoted.

            The network in front of a region, or of one node; without a name, of the writer's region:

              cut [REGION] [--to-server|--to-client] nothing comes through, both ways or one; connections stay open, and what
                                                     is sent meanwhile comes through when healed
              cut --promote-after 2s                 as above, the writer's network; then promote its synchronous standby
              cut [REGION] --reset                   every connection is reset, once
              delay [REGION] TIME                    all that is sent comes that much later, each way
              loss [REGION] [--percent N]            N (2) per cent of what is sent is lost, and comes 200 ms later
              reset-mid-result [REGION] [--bytes N]  the next row, of N bytes or more, is cut half way by a reset
              commit-lost [REGION] [--hang]          the server commits, its reply is lost and the connection reset; with
                                                     --hang nothing comes through it any more
              commit-request-lost [REGION] [--hang]  the COMMIT is lost; the server keeps the transaction open for its time
              commit-delayed [REGION] TIME           the COMMIT comes that much later, even if its client has gone
              heal [REGION]                          end all of these, there or everywhere

            The last four strike once, or --times N, and spare connections whose application_name ends in -watch.

            The writer, which runs and answers:

              read-only                              demoted in place: what writes fails with 25006
              writable                               end it
              fill-connections [--evict]             no connection is left but for superusers: 53300; with --evict those in
                                                     use are ended too
              free-connections                       end it
              flap [--every 3s] [--for 30s]          its endpoints are closed and open by turns, open at the end; the lab
                                                     does nothing else until then
              disk-full                              orders, messages and the heartbeat fail with 53100
              disk-free                              end it

            The queue (DynamoDB, as a Global Table), in one region or both:

              queue-down [west|east]                 connections are reset and refused
              queue-mute [west|east]                 connections are accepted, nothing is answered; what was asked is done late
              queue-slow TIME [west|east]            each request comes that much later, and each answer too; 0 ends it
              queue-throttle [west|east] [--times N] every request, or the next N, is refused: throughput exceeded
              queue-lose-reply [west|east]           the next put (--times N) is done, the connection reset instead of a reply
              queue-pause                            what is written in one region stays there alone
              queue-resume                           end it: what was written meanwhile is carried over
              queue-up [west|east]                   end all of these; the pause only without a region
              poison [--times N]                     puts a command into the queue that no database takes; prints its number

            Drills that lose databases first close the endpoint and wait until the other region has every commit;
            with --lag they do not, and the last commits may be lost. After lose-region, 'restore west' or 'rejoin' and
            'switchover west' is the way back. Times are like 500ms, 3s, 2m. A fault that ends an outage prints
            'outage N ms': between two commits of a client that reconnects without pause.
            """;

    private DrillHelp() {}
}
