"""What is asked of the network and what comes back: paced, heeded, deadlined and kept off private addresses.

messages   Request, Response, Failure: what is said and heard, one hop at a time
guard      which addresses may be asked at all
scout      asyncio: settles plain answers, thousands a second
careful    requests: whatever is not plain, and whatever goes through a proxy
manners    wrapped around both, one at a time: a lane a host, Retry-After, ask once
client     the parts put together
"""

from __future__ import annotations

from litreview.net.messages import Failure, Request, Response, Send

__all__ = ["Failure", "Request", "Response", "Send"]
