// The addresses of all pages.
import { posted_of } from '@panels/phone_ticket/posted'
import { createRouter, createWebHistory } from 'vue-router'

const panel = '/panel/:hall'

export const router = createRouter({
  history: createWebHistory(),
  routes: [
    { path: '/', redirect: '/console' },
    { path: '/console', component: () => import('./control_room/ControlRoom.vue') },
    {
      path: '/console/statistics',
      component: () => import('./statistics/StatisticsPage.vue')
    },
    {
      path: `${panel}/ticket-machine/:id`,
      props: true,
      component: () => import('@panels/ticket_machine/TicketMachine.vue')
    },
    {
      path: `${panel}/kiosk/:id`,
      props: ({ params }) => ({ ...params, kiosk: true }),
      component: () => import('@panels/ticket_machine/TicketMachine.vue')
    },
    {
      path: '/m/hall/:hall',
      props: ({ params, query }) => ({ ...params, code: posted_of(query) }),
      component: () => import('@panels/phone_ticket/TakeByPhone.vue')
    },
    {
      path: `${panel}/window/:id`,
      props: true,
      component: () => import('@panels/window/WindowTablet.vue')
    },
    {
      path: `${panel}/display/:id`,
      props: true,
      component: () => import('@panels/display/WindowDisplay.vue')
    },
    {
      path: `${panel}/board/:id`,
      props: true,
      component: () => import('@panels/board/SummaryBoard.vue')
    },
    {
      path: `${panel}/led-strip/:id`,
      props: true,
      component: () => import('@panels/led_strip/LedStrip.vue')
    },
    {
      path: `${panel}/evaluator/:id`,
      props: true,
      component: () => import('@panels/evaluator/Evaluator.vue')
    },
    {
      path: '/m/book/:hall',
      props: true,
      component: () => import('@panels/booking/BookVisit.vue')
    },
    {
      path: '/m/:token',
      props: true,
      component: () => import('@panels/phone/PhonePage.vue')
    },
    { path: '/:rest(.*)*', component: () => import('@panels/shared/NotFound.vue') }
  ]
})
