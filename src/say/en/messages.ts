import type { MessageId } from '../zh/messages.js';

/** All that is said in sentences, in English, as ICU messages. */
export const messages: Readonly<Record<MessageId, string>> = {
  nameAndRole: '{name} ({role})',
  holding: 'need {need} ({amount})',
  holders: '{holders}{others, plural, =0 {} other { and # more}}',
  nothing: 'not given',
  allSlots: 'any time',

  'dispatch.head': 'Dear {name}, {count, plural, one {there is a task} other {there are # tasks}} for you:',
  'dispatch.task':
    '{number, number}. {timed, plural, =0 {} other {{when}, }}{place}: {what} ({urgency}, for {people, plural, one {one person} other {# people}}{dated, plural, =0 {} other {, by {due}}})',
  'dispatch.what': '{what}, {amount}',
  'dispatch.with':
    '{led, plural, =0 {} other {Led by {lead}. }}{count, plural, =0 {} other {With {others}. }}Need {need}.',
  'dispatch.more': '{names} and others, {count, number} in all',
  'dispatch.end': 'Please answer; if you cannot come, tell us as soon as you can.',

  'unit.case': '{count, plural, one {# case} other {# cases}}',
  'unit.session': '{count, plural, one {# session} other {# sessions}}',
  'unit.person': '{count, plural, one {# person} other {# people}}',
  'unit.item': '{count, plural, one {# item} other {# items}}',
  'unit.yuan': '¥{yuan, number}{fen, select, 0 {} other {.{cents}}}',
  'unit.minute':
    '{hours, plural, =0 {{minutes, number} min} other {{minutes, plural, =0 {{hours, number} h} other {{hours, number} h {minutes, number} min}}}}',
  'unit.other': '{count, number} {unit}',

  'reason.unknownQuantity':
    'The need does not say how much: find out, then match. {capable, plural, =0 {Nobody offers this.} one {There is one offer of this kind.} other {There are # offers of this kind.}}',
  'reason.noOffer': 'Nobody offers this.',
  'reason.ruledOut':
    '{capable, plural, one {The one offer of this kind is of no use} other {None of the # offers of this kind is of use}}: {why}.',
  'reason.turnedAway': '{why} ({count, number})',
  'reason.bounded': 'No offer may give one need or requirement more, and all have given that.',
  'reason.empty': 'The offers that could serve it have nothing left to give.',
  'reason.exhausted': 'The offers that could serve it hold only {amount}, all given to it.',
  'reason.heldByHigherRanks': 'Needs of better rank hold the offers: {holders}.',
  'reason.sharedFairly': 'The offers are shared fairly with needs of the same rank: {holders}.',
  'reason.pinned': 'Pins give the offers to needs of worse rank: {holders}.',
  'reason.heldByEarlier': 'First come, first served: when its turn came, the offers had gone to {holders}.',
  'reason.asked':
    '{count, plural, one {# of its offers is} other {# of its offers are}} asked as often as may be within seven days; ask again in a few days, or raise the limit of rule throttled.',
  'reason.heldByTeams': 'Needs of the same rank that are met whole hold the offers: {holders}.',
  'reason.team':
    'There is room for this by itself, but it is met only together with others, and not all of that can be had.',
  'reason.teamLacks':
    'It is met whole or not at all, and {amount} of it cannot be had{count, plural, =0 {} other {; its offers are held by {holders}}}.',
  'reason.stopped': 'The limit was reached before it was settled who gets the offers.',
  'reason.shared': 'Needs of the same rank hold the offers: {holders}.',
  'reason.cut':
    'Bottleneck: {needs, plural, one {1 need asks} other {# needs ask}} {demanded}, the offers hold {capacity}.',

  'fix.unknownQuantity': 'Find out how much, then match.',
  'fix.noOffer': 'Recruit, incubate or link a new offer.',
  'fix.ruledOut': 'Maybe {ways}.',
  'fix.bounded': 'Raise what one offer may give a need or a requirement, or find another provider.',
  'fix.team': 'See to the other requirements first, or let it be met in part.',
  'fix.teamLacks': 'Find what it lacks, or let it be met in part.',
  'fix.pinned': 'Loosen the pins, or find more.',
  'fix.heldByEarlier': 'Match urgent first, not first come, first served.',
  'fix.least': '{amount} more for its community would meet it.',
  'fix.most': '{amount} more for its community is sure to meet it; less may do.',
  'fix.together':
    '{amount} more for its community, with what its other requirements are told, would meet the need; or let it be met in part.',
  'fix.short': '{amount} short.',
  'fix.stopped': 'Match again without a limit.',
  'fix.way': '{way} ({count, number})',
  'fix.other': 'find another provider',

  'fund.shares':
    '{voters, plural, one {# person} other {# people}} voted on {budget}. Each has a share of {share}{raised, plural, =0 {} other { (raised by {raise} so that the budget is used)}}, only for what he or she voted for.',
  'fund.greedy': '{voters, plural, one {# person} other {# people}} voted on {budget}; most votes go first.',
  'fund.paid':
    'Funded: {project}, {cost}, with {supporters, plural, one {# supporter} other {# supporters}}; {all, select, 1 {they pay} other {{payers, plural, one {one of them pays} other {# of them pay}}}} from their shares: {payments}.',
  'fund.payment': '{voters, plural, =1 {one voter pays {amount}} other {each of # voters pays {amount}}}',
  'fund.others': '{voters, plural, =1 {one more pays} other {each of # more pays}} less',
  'fund.about': 'about {amount}',
  'fund.voted':
    'Funded: {project}, {cost}, with {supporters, plural, one {# supporter} other {# supporters}}, from the budget, for its votes.',
  'fund.out': 'Not funded: {project}, {cost}: {why}.',
  'fund.out.votes': 'nobody voted for it',
  'fund.out.organisation':
    '{supporters, plural, one {# supporter} other {# supporters}}, but its organisation has a project already',
  'fund.out.community':
    '{supporters, plural, one {# supporter} other {# supporters}}, but its community has had what it may',
  'fund.out.category':
    '{supporters, plural, one {# supporter} other {# supporters}}, but its category has had what it may',
  'fund.out.budget':
    '{supporters, plural, one {# supporter} other {# supporters}}, but too little is left of the budget',
  'fund.out.shares':
    '{supporters, plural, one {# supporter} other {# supporters}}, but too little is left of their shares',
  'fund.total': '{projects, plural, one {# project is} other {# projects are}} funded with {spent}; {left} are left.',

  'outcomes.needs':
    '{needs, plural, one {# need} other {# needs}}: {done, number} done, {partly, number} under way, {open, number} not begun, {closedUnmet, number} closed unmet, {withdrawn, number} withdrawn.',
  'outcomes.amounts': 'Planned and done: {list}.',
  'outcomes.amount': '{planned} planned and {done} done',
  'outcomes.rates':
    'Answered in time {response}, resolved {resolution}, satisfied {satisfaction}, done by the due date {onTime}.',
  'outcomes.again': 'Asked again {repeats}, served on by the same provider {continuity}, goal reached {goal}.',
  'outcomes.local':
    'Served from within the community {local}{both, plural, =0 {} other {, in the first half of the plans {before}, in the second {after}}}.',
  'outcomes.volunteers': 'Volunteers gave {hours}; who gave by more than one plan: {returned}.',
  'outcomes.value':
    'Charitable money {money}, goods worth {goods}{rest, plural, =0 {} other {, and without a price {list}}}.',
  'outcomes.rate': '{share} ({count, number} of {of, number})',
  'outcomes.noRate': 'nothing to count yet',

  outcome:
    '{stations, number} stations, {workers, number} social workers; {organisations, number} organisations linked, {volunteerTimes, number} volunteer person-times, {money} and {goods} of charitable resources; {personTimes, number} person-times served.',

  'fairness.changed':
    'Of {count, number} fair-share classes {with, number} have nothing; without level fair it would be {without, number}.',

  'report.withdrawn':
    'Takes back {units, plural, one {one promised unit} other {# promised units}} of the previous plan.',
  'report.idleBans':
    '{count, plural, one {A ban names what is not here, and forbids} other {# bans name what is not here, and forbid}} nothing: {list}.',
  'report.idlePins':
    '{count, plural, one {A pin names what is not here, and holds} other {# pins name what is not here, and hold}} nothing: {list}.',
  'report.dateDoubts':
    '{count, plural, one {One allocation has} other {# allocations have}} a date that may have passed, as neither the data nor a slot says when it is. Please check by hand, or give `asOf`: {list}.',
  'report.unplaced':
    '{count, plural, one {One allocation was} other {# allocations were}} let through although a place is not known. Please check by hand.',
  'report.more': '{count, plural, one {One more is} other {# more are}} not listed here; the plan has them all.',

  'asked.noted': '{amount} ({notes})',
  'asked.minimum': 'its minimum',
  'asked.beyond': 'beyond its minimum',
  'asked.single': 'from one provider',

  'whole.met':
    'Need {need} is met whole or not at all, and it is{patterned, plural, =0 {} other {, by the pattern “{pattern}”}}.',
  'whole.lacking':
    'Need {need} is met whole or not at all, and it is not: {patterned, plural, =0 {} other {the nearest pattern is “{pattern}”; }}{all, plural, one {its one requirement cannot be had} other {of # requirements, {count, number} cannot be had}}.',
  'whole.together':
    'Need {need} is met whole or not at all, and it is not: {patterned, plural, =0 {} other {the nearest pattern is “{pattern}”; }}there is room for each requirement by itself, but not for all at once.',
  'whole.unsettled':
    'Need {need} is met whole or not at all, and it is not: {patterned, plural, =0 {} other {the nearest pattern is “{pattern}”; }}there is room for each requirement by itself, and it was not settled whether there is for all at once.',
  'whole.unknownQuantity':
    'Need {need} is met whole or not at all, and it is not: of {all, plural, one {one requirement} other {# requirements}}{patterned, plural, =0 {} other { of the pattern “{pattern}”}}, {count, plural, one {one does} other {# do}} not say how much. Find out, then match.',
  'whole.rest': 'There is room for the rest, each by itself: {items}.',
  'whole.item': '{capability}, {amount}',
  'whole.other':
    'The pattern “{pattern}”: {count, plural, =0 {{all, plural, one {there is room for its one requirement} other {there is room for each of its # requirements}}} other {{all, plural, one {its one requirement cannot be had} other {of # requirements, {count, number} cannot be had}}}}{unknown, plural, =0 {} one {; one does not say how much} other {; # do not say how much}}.',

  'need.asked': 'Need {need} asks for {capability}, {demanded}; {covered} found.',
  'need.met': 'Need {need} asks for {capability}, {demanded}; all of it found.',
  'need.none': 'Need {need} asks for {capability}, {demanded}; none found.',
  'need.unknown': 'Need {need} asks for {capability}, but does not say how much.',
  'need.given':
    'From {who}{roled, plural, =0 {} other { as {role}}}: {amount}{slotted, plural, =0 {} other { ({slot})}}.',
  'need.givenAt':
    'From {who}{roled, plural, =0 {} other { as {role}}}: {amount}{slotted, plural, =0 {} other { ({slot})}}, at a cost of {cost, number}: {terms}.',
  'term.cost': '{term} {cost, number}',
  'need.nearest': 'The nearest miss is {who}: {failures}.',
  'today.open':
    '{urgent, plural, =0 {No urgent need is unmet} one {# urgent need is not wholly met} other {# urgent needs are not wholly met}}{late, plural, =0 {} one {; of the unmet # is past due} other {; of the unmet # are past due}}. {rest, plural, =0 {} one {Begin with these {first, number}; to see the other one, print “Unmet”.} other {Begin with these {first, number}; to see the other {rest, number} unmet, print “Unmet”.}}',
  'today.lead': '{who} leads.',
  'today.able': 'Those who could, but have nothing left: {who}. Ask whether they can do more.',
  'today.station':
    '{station}{up, plural, =0 {} other {; if it cannot help, {consent, plural, =0 {} other {ask the resident, then }}pass it on to {next}}}.',
  'age.waits': '{days, plural, =0 {reported less than a day ago} one {reported # day ago} other {reported # days ago}}',
  'age.due': '{days, plural, =0 {due within a day} one {due in # day} other {due in # days}}',
  'age.late': '{days, plural, =0 {less than a day past due} one {# day past due} other {# days past due}}',
  'need.near': 'Then {who}: {failures}.',

  'pair.used': '{who} serves need {need}: {capability}, {amount}.',
  'pair.ruledOut': '{who} cannot serve need {need} ({capability}): {failures}.',
  'pair.unknownQuantity': '{who} could serve need {need} ({capability}) once it says how much.',
  'pair.nothingAsked': 'Need {need} asks for no {capability}.',
  'pair.bounded': '{who} may give one requirement only so much, and need {need} no more.',
  'pair.empty': '{who} could serve need {need} ({capability}) but has nothing to give.',
  'pair.held': '{who} could serve need {need} ({capability}), but is taken by {holders}.',
  'pair.notAlone':
    '{who} could serve need {need} ({capability}) with {free}, but one provider is to serve all that it asks.',
  'pair.notWhole':
    '{who} could serve need {need} ({capability}), but that is met whole or not at all, and not all of it can be had.',
  'pair.otherPattern': '{who} could serve need {need} ({capability}), but the need is met by another pattern.',
  'pair.inPattern': 'By the pattern “{pattern}”: {said}',
  'pair.costsMore':
    '{who} could serve need {need} ({capability}) too, at a cost of {cost, number}, which is {more, number} more than what was chosen.',
  'pair.costsSame': '{who} could serve need {need} ({capability}) too, at the same cost as what was chosen.',
  'pair.promised': '{who} would serve need {need} ({capability}) at less cost, but what was settled before is kept.',
  'pair.costIgnored': '{who} would serve need {need} ({capability}) at less cost, but this plan does not look at cost.',
  'pair.team': '{who} could serve need {need} ({capability}), but that is met whole: in another way or not at all.',
  'pair.stopped':
    '{who} could serve need {need} ({capability}) too, but the search was stopped before that was compared.',
  'pair.placeUnknown': 'A place is not known: please check by hand that it is within reach.',

  'offer.used':
    '{who} offers {capability}, {quantity}: {count, plural, =0 {none of it in use} other {{used} in use, {left} left}}.',
  'offer.usedUp': '{who} offers {capability}, {quantity}: all in use.',
  'offer.usedUnlimited':
    '{who} offers {capability} without limit: {count, plural, =0 {none of it in use} other {{used} in use}}.',
  'offer.empty': '{who} offers {capability} but has nothing to give.',
  'offer.users': 'It goes to {holders}.',
  'idle.nobodyAsked': 'Nobody asks for this.',
  'idle.otherUnit': 'It is asked for, but in another unit.',
  'idle.outsideWindows':
    '{asked, plural, one {One requirement asks for it, at another time} other {# requirements ask for it, all at other times}}.',
  'idle.ruledOut':
    '{asked, plural, one {One requirement asks for it but cannot use it} other {# requirements ask for it but none can use it}}: {rest, plural, =0 {} other {of the {examined, number} looked at, }}{why}.',
  'idle.otherPattern': 'Only patterns that were not taken could use it.',
  'idle.notWhole': 'What it could serve and is not met is met whole or not at all, and not all of it can be had.',
  'idle.needsMet':
    '{candidates, plural, one {The one requirement it could serve is met} other {All # requirements it could serve are met}}.',
  'idle.providerFull': 'The provider has given all that it can.',
  'idle.bounded': 'What it could serve may take no more of it, or in slots that are full.',
  'idle.stopped': 'The search was stopped; there may be a use for it.',

  'compare.needs':
    'Needs met in full: {a} {metA, number}, {b} {metB, number}. In the first only: {onlyA, number}, in the second only: {onlyB, number}.',
  'compare.urgent': 'Of {needs, number} needs that are {urgency}, met in full: {a} {metA, number}, {b} {metB, number}.',
  'compare.fair':
    'Fair-share classes that got nothing, of {count, number}: {a} {zerosA, number}, {b} {zerosB, number}.',
  'compare.participation': 'Societies that take part in a linkage, on average: {a} {societiesA}, {b} {societiesB}.',
  'compare.leverage':
    'Linkages that move organisations, volunteers or resources: {a} {linkagesA, number}, {b} {linkagesB, number}.',
  'compare.trade':
    '{trend, select, fewer {{count, number} fewer needs are met than with “{a}”} more {{count, number} more needs are met than with “{a}”} other {As many needs are met as with “{a}”}}: {more, number} more of the {urgency} ones, {rest, number} fewer of the others, since supply goes to what is more urgent, not to the greatest number.',
  'compare.near': 'Served from the own community or station: {a} {shareA}, {b} {shareB}.',
  'compare.way': 'Mean way: {a} {metresA, number} m, {b} {metresB, number} m.',

  'partner.none': 'There is no pair that the rules allow and that can give anything.',
  'partner.free':
    '{who} serves need {need} ({capability}, {amount}{slotted, plural, =0 {} other {, {slot}}}{used, plural, =0 {} other {, in use now}}): the plan as a whole is as good on every level{proved, plural, =0 {, though that is not proved} other {}}.',
  'partner.costs':
    '{who} serves need {need} ({capability}, {amount}{slotted, plural, =0 {} other {, {slot}}}{used, plural, =0 {} other {, in use now}}): {changes}{proved, plural, =0 {, though that is not proved} other {}}.',
  'change.less': 'rank {rank} covers {amount} less',
  'change.more': 'rank {rank} covers {amount} more',
  'change.fewerPeople': 'rank {rank} serves {count, plural, one {one person} other {# people}} fewer',
  'change.morePeople': 'rank {rank} serves {count, plural, one {one person} other {# people}} more',
  'change.shared': 'rank {rank} is shared otherwise',
  'change.withdrawn': '{count, plural, one {one more promised unit is} other {# more promised units are}} taken back',
  'change.kept': '{count, plural, one {one promised unit fewer is} other {# promised units fewer are}} taken back',
  'change.countsMore': 'what is taken back of promises counts {count, number} more, by degree and notice',
  'change.countsLess': 'what is taken back of promises counts {count, number} less, by degree and notice',
  'change.dearer': 'costs rise by {cost}',
  'change.cheaper': 'costs fall by {cost}',

  'shortage.none': 'Nothing is short: every need that says how much is met.',
  'shortage.bounded':
    'Times of some providers cross: shared otherwise, other amounts may be short, and as much more may not all be used.',
  'shortage.lacks':
    '{place} lacks {capability}, {unmet}: {needs, plural, one {one need asks} other {# needs ask}} {demanded} ({ranks}){all, plural, =0 {, to come from {societies}} other {}}{whole, plural, =0 {} other {; {wholes} of it is of needs met whole or not at all, which may take less}}.',
  'shortage.rank': 'rank {rank}: {amount} short',
  'shortage.cut':
    '{needs, plural, one {One need asks} other {# needs ask}} {demanded}, {held, plural, =0 {and there is nothing that could serve} other {what could serve holds {capacity} and is in use: however it is shared, the shortage is {lacking}}}.',

  'buy.training': 'volunteers trained ({id}): {capability}, {amount}, for {price}',
  'buy.hours': 'hours added ({id}): {capability}, {amount}, for {price}',
  'buy.kit': 'kit bought ({id}): {capability}, {amount}, for {price}',
  'buy.incubation': 'an organisation incubated ({id}): {capability}, {amount}, for {price}',
  'buy.fund': 'money for the community fund ({id}): {capability}, {amount}, for {price}',
  'buy.forNeed': 'for need {need}',
  'buy.forRank': 'for the needs of rank {rank}',
  'buy.forBudget': 'with at most {price}',
  'buy.cheapest': 'The cheapest way {asked}: {bought}; {price} in all.',
  'buy.best': 'What to buy {asked}: {bought}; {price} in all.',
  'buy.needMet': 'Need {need} is met already: nothing has to be bought.',
  'buy.rankMet': 'All of rank {rank} is met already: nothing has to be bought.',
  'buy.nothing': 'Nothing on the list helps {asked}.',
  'buy.reachedAll': 'Rank {rank} asks {demanded}: covered before {before}, then all of it.',
  'buy.reachedPart': 'Rank {rank} asks {demanded}: covered before {before}, then {after}; still lacking {left}.',
  'buy.pinned': 'What is bought must be used as the pins say, or other needs would come first.',
  'buy.proved': 'It is proved that nothing cheaper reaches as much.',
  'buy.provedBudget': 'It is proved that this money reaches no more, and that nothing cheaper reaches as much.',
  'buy.bounded': 'A cheaper way is not ruled out, but none costs less than {price}.',

  'fail.any': '{rule} ({field} is {actual}, should be {required})',
  'fail.offer.capabilities': 'it does not have this capability',
  'fail.offer.unit': 'it counts in “{actual}”, the need in “{required}”',
  'fail.offer.capabilities.level': 'its level is {actual}, level {required} is asked for',
  'fail.requirement.societies': 'it is to come from {actual}',
  'fail.requirement.role': 'this line leads, and a social worker must',
  'fail.provider.offers.capabilities': 'nobody supervises himself, and who offers supervision too does one of the two',
  'fail.provider.status': 'it is not active',
  'fail.offer.expiresAt': 'it expired on {actual}',
  'fail.offer.windows': 'it is free at {actual}, not at {added}',
  'fail.slots.end': 'its times are over',
  'fail.requirement.windows': 'the times of the need are over',
  'fail.need.age': 'it is for people of a certain age, and the need does not say the age',
  'fail.offer.eligibility.minAge': 'it is for people aged {actual} or more, this one is {required}',
  'fail.offer.eligibility.maxAge': 'it is for people aged {actual} or less, this one is {required}',
  'fail.need.groups': 'it is for {required}, the need is registered for no group',
  'fail.offer.eligibility.groups': 'it is for {actual}, the need is registered for {added}',
  'fail.offer.eligibility.excludeGroups': 'it is not for {removed}',
  'fail.offer.purposes': 'it is bound to {actual}, not {added}',
  'fail.provider.checks': 'no valid check of {added}',
  'fail.need.consentTier':
    'the resident consents to sharing within the {actual}, but the station in common is at the {required}',
  'fail.offer.reach.radius': 'it reaches {actual} m, the need is {required} m away',
  'fail.offer.reach.within': 'the place of the need (area {added}) is out of its reach',
  'fail.provider.station': 'its station ({actual}) does not cover the place of the need',
  'fail.need.community': 'it serves its own community only',
  'fail.provider.minor': 'a minor needs an active guardian',
  'fail.guardian.status': 'the guardian is not active',
  'fail.need.documents': 'these documents are missing: {added}',
  'fail.offer.restriction.regions': 'the donor allows these areas only: {actual}',
  'fail.offer.restriction.communities': 'the donor allows these communities only: {actual}',
  'fail.offer.restriction.groups': 'the donor allows these groups only: {actual}',
  'fail.offer.restriction.categories': 'the donor allows these purposes only: {actual}',
  'fail.offer.approval.approved': 'it must be approved first',
  'fail.need.conflicts': 'it is in conflict with the need',
  'fail.provider.declines': 'it declines needs of this kind',
  'fail.need.declines': 'the need declines it',
  'fail.provider.askedLast7Days': 'it was asked {actual} times in 7 days; more than {required} is too often',
  'fail.bans': 'it is banned for this need',
  'fail.provider.months': 'a protected case needs {required} months of service or supervision beside it, here {actual}',
  'fail.provider.grade': 'an auxiliary worker needs supervision beside them on a protected case',
  'fail.societies': 'only these societies take part: {actual}',
};
